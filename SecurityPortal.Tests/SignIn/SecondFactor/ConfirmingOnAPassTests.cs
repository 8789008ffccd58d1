using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.SignIn.SecondFactor;

/// <summary>
/// A session opened by a temporary pass only leads to a new method, whatever else is on record for the person; typing the
/// password again adds nothing to it.
/// </summary>
public sealed class ConfirmingOnAPassTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("Identity")]
    [InlineData("CarrierPigeon")]
    public async Task The_password_does_not_make_a_whole_session_of_it_where_the_only_method_is_unknown(string unknown)
    {
        var person = await OnPassAsync();
        await HasUnknownAsync(person, unknown);

        await TypePasswordAsync(person);

        await StaysOnPassAsync(person);
    }

    [Fact]
    public async Task Nor_where_there_is_none_at_all()
    {
        var person = await OnPassAsync();

        await TypePasswordAsync(person);

        await StaysOnPassAsync(person);
    }

    [Fact]
    public async Task A_pass_alone_changes_nothing_but_may_enrol()
    {
        var person = await OnPassAsync();
        await HasUnknownAsync(person, "Identity");

        Assert.Equal(MethodFault.NeedsConfirmation, (await _portal.Get<StepUpGuard>().CheckAsync(person.Session, default)).Fault);
        await person.TurnOnAppAsync();

        Assert.False((await SessionAsync(person)).IsOnPass);
        Assert.Null((await _portal.Get<StepUpGuard>().CheckAsync(person.Session, default)).Fault);
    }

    [Fact]
    public async Task A_session_by_password_alone_confirms_nothing_where_a_method_is_unknown()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await HasUnknownAsync(person, "Identity");

        var browser = await TypePasswordAsync(person);

        Assert.Contains("You can't use any of your methods here.", browser.Text);
        Assert.Equal(MethodFault.NeedsConfirmation, (await _portal.Get<StepUpGuard>().CheckAsync(person.Session, default)).Fault);
    }

    private async Task<TestPerson> OnPassAsync() =>
        await (await TestPerson.CreateAsync(_portal)).SignInAsync(AuthenticationMethods.TemporaryPass);

    private Task HasUnknownAsync(TestPerson person, string method) => Rows.ExecuteAsync(
        _portal,
        $"""
        INSERT INTO "MethodEnrolments" ("UserId", "Method", "Destination", "Since", "Count") VALUES ({person.Id}, {method}, '', 0, 1)
        """);

    private static async Task<TestBrowser> TypePasswordAsync(TestPerson person)
    {
        var browser = await person.Browser().GetAsync("/sign-in/confirm");
        return await browser.SubmitAsync(("password", Portal.Password));
    }

    private async Task StaysOnPassAsync(TestPerson person)
    {
        Assert.True((await SessionAsync(person)).IsOnPass);
        Assert.Equal(MethodFault.NeedsConfirmation, (await _portal.Get<StepUpGuard>().CheckAsync(person.Session, default)).Fault);
        var browser = await person.Browser().GetAsync("/settings/security/devices");
        Assert.Equal("/settings/security/two-factor", browser.Path);
    }

    private async Task<LiveSession> SessionAsync(TestPerson person) => (await _portal.Get<SessionStore>().FindAsync(person.Session))!;
}
