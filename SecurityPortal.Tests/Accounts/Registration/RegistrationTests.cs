using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Registration;

public sealed class RegistrationTests : IAsyncLifetime
{
    private const string Password = "gravel moss seven owls";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_person_registers_with_the_link_in_the_mail_and_signs_in()
    {
        var browser = await RegisterAsync("dora@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("dora@example.com"));
        await browser.SubmitAsync(("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
        await browser.TypePasswordAsync("dora@example.com", Password);
        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task A_name_given_at_registration_is_the_display_name()
    {
        var browser = await RegisterAsync("dora@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("dora@example.com"));
        await browser.SubmitAsync(("name", "Dora  Evans "), ("new-password", Password));

        await browser.TypePasswordAsync("dora@example.com", Password);
        Assert.Equal("Dora Evans", browser.Page!.QuerySelector(".top-who")?.TextContent);
    }

    [Theory]
    [InlineData("Do\u202Era")]
    [InlineData("A name of more than a hundred letters, which is more than the portal keeps and than its pages can show of one")]
    public async Task A_name_that_cannot_be_used_is_refused_and_the_link_stays_good(string name)
    {
        var browser = await RegisterAsync("dora@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("dora@example.com"));

        await browser.SubmitAsync(("name", name), ("new-password", Password));
        Assert.Contains("That name can't be used", browser.Text);
        await browser.SubmitAsync(("name", ""), ("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_who_has_an_account()
    {
        var known = await RegisterAsync("alice@example.com");
        var unknown = await RegisterAsync("dora@example.com");

        Assert.Equal(unknown.Response!.StatusCode, known.Response!.StatusCode);
        Assert.Contains("alice@example.com", known.Text);
        Assert.Equal(unknown.Text.Replace("dora@", "alice@"), known.Text);
        Assert.Equal(unknown.HeadersOf(), known.HeadersOf());
        Assert.Contains("You already have an account", (await _portal.SentToAsync("alice@example.com"))[0].Text);
        Assert.Contains("/register/confirm?token=", (await _portal.SentToAsync("dora@example.com"))[0].Text);
    }

    [Fact]
    public async Task The_work_is_the_same_whether_the_address_is_known_or_not()
    {
        await RegisterAsync("alice@example.com");
        await RegisterAsync("dora@example.com");

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(2, await db.Set<AccountLink>().CountAsync());
        Assert.Equal(2, await db.Set<OutboxMessage>().CountAsync());
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing()
    {
        await RegisterAsync("dora@example.com");
        var link = await _portal.LinkSentToAsync("dora@example.com");

        await _portal.Browser().GetAsync(link);
        await _portal.Browser().GetAsync(link);

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.False(await db.Users.AnyAsync(user => user.Email == "dora@example.com"));
        Assert.Contains("For your new account dora@example.com", (await _portal.Browser().GetAsync(link)).Text);
    }

    [Fact]
    public async Task A_link_makes_one_account_however_often_it_is_sent_at_once()
    {
        var browser = await RegisterAsync("dora@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("dora@example.com"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => browser.SendAsync(browser.Form(("new-password", Password)))));

        Assert.Single(answers, answer => answer.RequestMessage!.RequestUri!.PathAndQuery == "/sign-in?reason=registered");
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Users.CountAsync(user => user.Email == "dora@example.com"));
    }

    [Fact]
    public async Task A_link_dies_after_a_day()
    {
        await RegisterAsync("dora@example.com");
        var link = await _portal.LinkSentToAsync("dora@example.com");

        _portal.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Contains("already been used or has expired", (await _portal.Browser().GetAsync(link)).Text);
    }

    [Fact]
    public async Task A_common_password_is_refused_and_the_link_stays_good()
    {
        var browser = await RegisterAsync("dora@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("dora@example.com"));

        await browser.SubmitAsync(("new-password", "Password1234"));
        Assert.Contains("lists that attackers try first", browser.Text);
        await browser.SubmitAsync(("new-password", Password));

        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }

    [Fact]
    public async Task The_answer_repeats_the_address_as_text_and_sends_again_at_the_press_of_a_button()
    {
        var browser = await RegisterAsync("dora+<b>@example.com");
        Assert.Empty(browser.Page!.QuerySelectorAll("main b"));
        await RegisterAsync("dora@example.com");

        browser = await RegisterAsync("dora@example.com");
        await browser.SubmitAsync();

        Assert.Contains("dora@example.com", browser.Text);
        Assert.Equal(3, (await _portal.SentToAsync("dora@example.com")).Count);
    }

    [Fact]
    public async Task An_address_gets_no_more_than_three_mails_and_the_answer_stays_the_same()
    {
        for (var time = 0; time < 5; time++)
        {
            Assert.Contains("email is on its way", (await RegisterAsync("dora@example.com")).Text);
        }

        Assert.Equal(3, (await _portal.SentToAsync("dora@example.com")).Count);
    }

    [Theory]
    [InlineData("dora")]
    [InlineData("dora@example")]
    [InlineData("dora@example.com, eve@example.com")]
    [InlineData("Dora <dora@example.com>")]
    public async Task What_is_no_address_is_said_to_be_none(string typed) =>
        Assert.Contains("Enter a complete email address", (await RegisterAsync(typed)).Text);

    [Theory]
    [InlineData("bo\u00ADb@example.com", "That address contains an invisible character")]
    [InlineData("ecila\u202Emoc.live@harvest.example", "That address contains an invisible character")]
    [InlineData("alice.@example.com", "one dot too many before the @")]
    [InlineData("a.b.@example.com", "one dot too many before the @")]
    public async Task What_would_look_like_another_or_could_get_no_mail_is_refused_with_the_reason(string typed, string sentence) =>
        Assert.Contains(sentence, (await RegisterAsync(typed)).Text);

    [Theory]
    [InlineData("bob@example.com.")]
    [InlineData("\u200Bbob@example.com\uFEFF")]
    [InlineData("bob@Example.COM")]
    public async Task However_its_address_is_written_a_mailbox_that_has_an_account_gets_no_second_one(string typed)
    {
        await RegisterAsync(typed);

        Assert.Contains("You already have an account", (await _portal.SentToAsync("bob@example.com"))[0].Text);
    }

    [Theory]
    [InlineData("lena@münchen.example", "lena@xn--mnchen-3ya.example")]
    [InlineData("lena@xn--mnchen-3ya.example", "lena@münchen.example")]
    [InlineData("jo\u0308rg@example.com", "jörg@example.com")]
    public async Task Whoever_registered_with_one_spelling_signs_in_and_is_known_by_the_other(string typed, string other)
    {
        var browser = await RegisterAsync(typed);
        var kept = EmailAddress.Of(typed)!;
        await browser.GetAsync(await _portal.LinkSentToAsync(kept));
        await browser.SubmitAsync(("new-password", Password));

        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync(other, Password)).Path);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync($"{typed}\u200B", Password)).Path);
        await RegisterAsync(other);
        Assert.Contains(
            await _portal.SentToAsync(kept), mail => mail.Text.Contains("You already have an account", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operator_can_close_registration()
    {
        await using var portal = new Portal(("Accounts:Registration", "false"));

        Assert.DoesNotContain("Create an account", (await portal.Browser().GetAsync("/sign-in")).Text);
        Assert.Null((await portal.Browser().GetAsync("/register")).Page!.QuerySelector("form"));
    }

    private async Task<TestBrowser> RegisterAsync(string email)
    {
        var browser = await _portal.Browser().GetAsync("/register");
        return await browser.SubmitAsync(("email", email));
    }
}
