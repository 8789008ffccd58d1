using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

/// <summary>An account whose address was never confirmed can do nothing but confirm it (R17).</summary>
[OnBothDatabases]
public sealed class AddressConfirmationTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Page = "/sign-in/confirm-address";
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_right_password_leads_to_the_confirmation_and_then_opens()
    {
        var person = await UnconfirmedAsync();

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal(Page, browser.Path);
        Assert.Contains("Confirm your address", browser.Text, StringComparison.Ordinal);
        Assert.Contains($"We sent an email to {person.Email[0]}•••@example.com", browser.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());

        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync();
        Assert.Equal("/sign-in?reason=address-confirmed", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
        Assert.True(await (await browser.TypePasswordAsync(person.Email)).IsSignedInAsync());
        Assert.Equal(["email-confirmation-asked", "email-confirmed", "signed-in Password"], await person.ActivityAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_answered_as_for_any_other_account()
    {
        var (person, other) = (await UnconfirmedAsync(), await TestPerson.CreateAsync(_portal));

        var browser = await _portal.Browser().TypePasswordAsync(person.Email, "Wrong-horse-77");
        var stranger = await _portal.Browser().TypePasswordAsync(other.Email, "Wrong-horse-77");

        Assert.Equal(stranger.Text, browser.Text);
        Assert.Equal(stranger.HeadersOf(), browser.HeadersOf());
        Assert.Empty(await person.MessagesAsync("email"));
    }

    [Theory]
    [InlineData("/sign-in/verify")]
    [InlineData("/sign-in/verify?method=Sms")]
    [InlineData("/sign-in/recover")]
    [InlineData("/sign-in/pass")]
    public async Task Nothing_else_opens_meanwhile(string path)
    {
        var person = await UnconfirmedAsync(MethodIds.App, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        await browser.GetAsync(path);

        Assert.StartsWith("/sign-in?reason=expired", browser.Path, StringComparison.Ordinal);
        Assert.Empty(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task Confirmed_the_second_step_is_asked_for_as_always()
    {
        var person = await UnconfirmedAsync(MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync();

        await browser.TypePasswordAsync(person.Email);

        Assert.Equal("/sign-in/verify", browser.Path);
    }

    [Fact]
    public async Task A_passkey_leads_to_the_confirmation_as_well()
    {
        var key = new SoftwareKey { Counter = 1 };
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);
        await person.HasConfirmedAddressAsync(false);

        var browser = await Passkeys.SignInAsync(_portal, key);

        Assert.Equal(Page, browser.Path);
        Assert.Contains("We sent an email", browser.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        Assert.StartsWith($"{Page}/finish?token=", await _portal.LinkSentToAsync(person.Email), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_step_that_was_open_already_ends_in_no_session()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await person.HasConfirmedAddressAsync(false);

        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task One_mail_goes_out_for_a_sign_in_however_often_its_page_is_opened()
    {
        var person = await UnconfirmedAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        for (var time = 0; time < 5; time++)
        {
            await browser.GetAsync(Page);
            Assert.Contains("We sent an email", browser.Text, StringComparison.Ordinal);
        }

        Assert.Single(await person.MessagesAsync("email"));
    }

    [Fact]
    public async Task Another_one_is_sent_on_demand_and_no_more_than_the_address_may_be_sent()
    {
        var person = await UnconfirmedAsync();
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var time = 0; time < 4; time++)
        {
            await browser.SubmitAsync();
        }

        Assert.Contains("We've sent several emails", browser.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await person.MessagesAsync("email")).Count);
    }

    [Fact]
    public async Task The_link_works_once_of_ten_at_once_and_a_scanner_that_opens_it_changes_nothing()
    {
        var person = await UnconfirmedAsync();
        await _portal.Browser().TypePasswordAsync(person.Email);
        var link = await _portal.LinkSentToAsync(person.Email);
        await _portal.Browser().GetAsync(link);
        Assert.False(await IsConfirmedAsync(person));

        var token = link.Split("token=")[1];
        var used = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() =>
            _portal.Get<AddressConfirmation>().ConfirmAsync(token, new("test", "127.0.0.1")))));

        Assert.Single(used, result => result is LinkUse.Done);
        Assert.True(await IsConfirmedAsync(person));
    }

    [Fact]
    public async Task A_link_does_not_confirm_an_address_that_was_changed_meanwhile()
    {
        var person = await UnconfirmedAsync();
        await _portal.Browser().TypePasswordAsync(person.Email);
        var link = await _portal.LinkSentToAsync(person.Email);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "Email" = 'else@example.com', "NormalizedEmail" = 'ELSE@EXAMPLE.COM' WHERE "Id" = {person.Id}""");

        var browser = await _portal.Browser().GetAsync(link);
        await browser.SubmitAsync();

        Assert.False(await IsConfirmedAsync(person));
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "Id" = {person.Id}""");
    }

    [Fact]
    public async Task Nobody_without_the_password_has_a_mail_sent()
    {
        var browser = await _portal.Browser().GetAsync(Page);

        Assert.StartsWith("/sign-in", browser.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("Confirm your address", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_set_with_a_link_that_went_there_confirms_it_too()
    {
        var person = await UnconfirmedAsync();
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));

        Assert.True(await IsConfirmedAsync(person));
        Assert.True(await (await browser.TypePasswordAsync(person.Email, "gravel moss seven owls")).IsSignedInAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Whoever_has_no_address_has_nothing_to_confirm_and_signs_in(string? email)
    {
        var person = await UnconfirmedAsync();
        var name = $"badge-{person.Id[..8]}";
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "UserName" = {name}, "NormalizedUserName" = {name.ToUpperInvariant()}, "Email" = {email}, "NormalizedEmail" = {email} WHERE "Id" = {person.Id}""");

        var browser = await _portal.Browser().GetAsync("/sign-in");
        await browser.SubmitAsync(("login", name), ("password", Portal.Password));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Whoever_has_no_address_is_led_to_support_when_no_method_is_left(string? email)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "Email" = {email}, "NormalizedEmail" = {email} WHERE "Id" = {person.Id}""");
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var wrong = 0; wrong < 3; wrong++)
        {
            await browser.SubmitAsync(("code", "000000"));
        }

        await browser.GetAsync("/sign-in/recover");

        Assert.Contains("Support can help", browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "Outbox" WHERE "UserId" = @p0""", person.Id));
    }

    private async Task<TestPerson> UnconfirmedAsync(params string[] methods)
    {
        var person = methods.Length == 0 ? await TestPerson.CreateAsync(_portal) : await TestPerson.WithAsync(_portal, methods);
        await person.HasConfirmedAddressAsync(false);
        return person;
    }

    private async Task<bool> IsConfirmedAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Users.Where(user => user.Id == person.Id).Select(user => user.EmailConfirmed).SingleAsync();
    }
}
