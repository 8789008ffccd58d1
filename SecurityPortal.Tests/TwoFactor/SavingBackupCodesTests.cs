using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Enrolment;
using static SecurityPortal.Tests.Fixtures.Refusals;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>R10 and R12.</summary>
public sealed class SavingBackupCodesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task R12_A_first_method_is_not_on_until_the_codes_are_ticked_as_saved()
    {
        var person = await PersonAsync();
        var first = await ProveFirstAppAsync(person);

        Assert.Empty(await person.OnAsync());
        Assert.False((await person.OverviewAsync()).IsOn);
        Assert.Equal(0, await Rows.CountAsync(_portal, "AuthenticatorApps", person.Id));
        Assert.Equal(0, await Rows.CountAsync(_portal, "BackupCodes", person.Id));

        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(first.Companion));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Saved")]
    [InlineData("true")]
    [InlineData(null)]
    public async Task R12_Nothing_but_the_tick_turns_it_on(string? proof)
    {
        var person = await PersonAsync();
        var first = await ProveFirstAppAsync(person);

        Assert.Equal(MethodFault.WrongCode, Fault(await person.Enrolment.TurnOnAsync(person.Session, first.Companion.Id, proof, null)));
        Assert.Empty(await person.OnAsync());
    }

    [Fact]
    public async Task R12_A_first_method_left_half_done_leaves_the_password_alone_signing_in()
    {
        var person = await PersonAsync();
        await ProveFirstAppAsync(person);

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);

        Assert.Equal("/settings/security", browser.Path);
    }

    [Fact]
    public async Task R12_A_method_is_not_on_before_its_proof()
    {
        var person = await PersonAsync();
        await person.TurnOnSmsAsync();
        var setup = await person.BeginAsync(MethodIds.App);

        var wrong = await person.Enrolment.TurnOnAsync(person.Session, setup.Id, "000000", null);

        Assert.Equal(MethodFault.WrongCode, Fault(wrong));
        Assert.False((await person.RowAsync(MethodIds.App)).IsOn);
    }

    [Fact]
    public async Task R12_A_set_up_takes_ten_tries_and_no_more()
    {
        var person = await PersonAsync();
        var setup = await person.BeginAsync(MethodIds.App);
        var right = Rfc6238.CodeAt(TestPerson.KeyOf(setup), _portal.Clock.GetUtcNow());
        var wrong = right == "000000" ? "000001" : "000000";
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(MethodFault.WrongCode, Fault(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, wrong, null)));
        }

        Assert.Equal(MethodFault.TooManyTries, Fault(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, right, null)));
        Assert.Empty(await person.OnAsync());
    }

    [Fact]
    public async Task R12_A_set_up_is_over_after_a_quarter_of_an_hour()
    {
        await using var portal = new Portal(("Sessions:ConfirmLifetime", "00:30:00"));
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.App);

        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        var code = Rfc6238.CodeAt(TestPerson.KeyOf(setup), portal.Clock.GetUtcNow());

        Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null)));
    }

    [Fact]
    public async Task A_second_method_does_not_ask_for_codes_again()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        var codes = person.BackupCodes;

        await person.TurnOnSmsAsync();

        Assert.Same(codes, person.BackupCodes);
    }

    [Fact]
    public async Task R10_The_codes_are_shown_once_when_they_are_made()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();

        Assert.Equal(CodeSet.Size, person.BackupCodes.Count);
        foreach (var path in new[] { "/settings/security", "/settings/security/two-factor", "/settings/security/two-factor?setup=BackupCodes" })
        {
            var page = (await person.Browser().GetAsync(path)).Page!.DocumentElement.OuterHtml;
            Assert.DoesNotContain(person.BackupCodes, code => page.Contains(code, StringComparison.OrdinalIgnoreCase));
        }

        var again = await person.BeginAsync(MethodIds.BackupCodes);
        Assert.Empty(TestPerson.CodesOf(again).Intersect(person.BackupCodes));
    }

    [Fact]
    public async Task R10_Neither_database_nor_messages_hold_a_code_in_clear()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        await person.MessagesAsync("email");

        var everything = DatabaseDump.Of(_portal);

        foreach (var code in person.BackupCodes)
        {
            Assert.DoesNotContain(code, everything, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(code.Replace("-", ""), everything, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task R10_Old_codes_work_until_the_new_ones_are_saved_and_not_after()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        var old = person.BackupCodes;
        var setup = await person.BeginAsync(MethodIds.BackupCodes);

        Assert.True(await SignsInWithAsync(person, old[0]));
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(setup));

        Assert.False(await SignsInWithAsync(person, old[1]));
        Assert.True(await SignsInWithAsync(person, TestPerson.CodesOf(setup)[1]));
    }

    [Fact]
    public async Task The_row_says_how_many_codes_are_left_and_warns_at_three()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();
        Assert.Equal("10 of 10 left", (await person.RowAsync(MethodIds.BackupCodes)).Detail!.Text);

        foreach (var code in person.BackupCodes.Take(6))
        {
            Assert.True(await SignsInWithAsync(person, code));
        }

        var four = (await person.RowAsync(MethodIds.BackupCodes)).Detail!;
        Assert.Equal(("4 of 10 left", false), (four.Text, four.NeedsAttention));

        Assert.True(await SignsInWithAsync(person, person.BackupCodes[6]));
        var three = (await person.RowAsync(MethodIds.BackupCodes)).Detail!;
        Assert.Equal(("3 of 10 left. Make new codes soon.", true), (three.Text, three.NeedsAttention));
    }

    [Fact]
    public async Task A_person_in_by_a_backup_code_is_led_to_fix_the_methods_and_keeps_them()
    {
        var person = await PersonAsync();
        await person.TurnOnAppAsync();

        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.TypeCodeAsync(person.BackupCodes[0], MethodIds.BackupCodes);

        Assert.Equal("/settings/security/two-factor?fix=methods", browser.Path);
        Assert.Contains("Replace the methods you lost", browser.Text);
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private async Task<TurnOnResult.SetUpFirst> ProveFirstAppAsync(TestPerson person)
    {
        var setup = await person.BeginAsync(MethodIds.App);
        var code = Rfc6238.CodeAt(TestPerson.KeyOf(setup), _portal.Clock.GetUtcNow());
        return Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null));
    }

    private async Task<bool> SignsInWithAsync(TestPerson person, string code)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.TypeCodeAsync(code, MethodIds.BackupCodes);
        return await browser.IsSignedInAsync();
    }
}
