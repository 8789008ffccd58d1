using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Support;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary>The commands for accounts: <c>SecurityPortal user …</c>.</summary>
[OnBothDatabases]
public sealed class UserCommandsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Every_change_is_in_the_log_as_the_operators()
    {
        Assert.Equal(0, (await RunAsync("user", "create", "olga@example.com", "--role", "Support")).Code);
        Assert.Equal(0, (await RunAsync("user", "grant", "olga@example.com", "SupportLead")).Code);
        Assert.Equal(0, (await RunAsync("user", "revoke", "olga@example.com", "Support")).Code);
        Assert.Equal(0, (await RunAsync("user", "disable", "olga@example.com", "--reason", "Left the company")).Code);
        Assert.Equal(0, (await RunAsync("user", "enable", "olga@example.com", "--reason", "Came back")).Code);

        Assert.Equal(
            [
                "operator registered", "operator role-granted Support", "operator role-granted SupportLead",
                "operator role-revoked Support", "operator account-disabled Left the company", "operator account-enabled Came back",
            ],
            await LogAsync("olga"));
        await Invariants.CheckLogAsync(_portal);
    }

    [Fact]
    public async Task What_is_so_already_is_said_and_not_logged_again()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await RunAsync("user", "grant", person.Email, "support");

        Assert.Equal(0, (await RunAsync("user", "grant", person.Email, "Support")).Code);
        Assert.Equal(1, (await RunAsync("user", "create", person.Email)).Code);
        Assert.Equal(1, (await RunAsync("user", "enable", person.Email, "--reason", "x")).Code);
        Assert.Equal(1, (await RunAsync("user", "revoke", person.Email, "SupportLead")).Code);
        Assert.Equal(["role-granted Support"], await person.ActivityAsync());
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_in_the_session_that_is_open()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        Assert.NotNull((await _portal.Get<SupportGuard>().CheckAsync(agent.Session, default)).Agent);

        Assert.Equal(0, (await RunAsync("user", "revoke", agent.Email, "Support")).Code);

        Assert.Equal(SupportFault.NotStaff, (await _portal.Get<SupportGuard>().CheckAsync(agent.Session, default)).Fault);
    }

    [Fact]
    public async Task A_disabled_account_is_signed_out_and_refused_until_it_is_enabled()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var (code, output, _) = await RunAsync("user", "disable", person.Email, "--reason", "Left the company");
        Assert.Equal((0, $"{person.Email} is disabled, and signed out everywhere."), (code, output.Trim()));
        Assert.False(await person.Browser().IsSignedInAsync());
        Assert.False(await (await _portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());

        await RunAsync("user", "enable", person.Email, "--reason", "Came back");
        Assert.True(await (await _portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
    }

    [Theory]
    [InlineData("user", "disable", "alice@example.com")]
    [InlineData("user", "disable", "alice@example.com", "--reason")]
    [InlineData("user", "disable", "alice@example.com", "--reason", "  ")]
    [InlineData("user", "enable", "alice@example.com", "because")]
    [InlineData("user", "revoke", "alice@example.com")]
    [InlineData("user", "revoke", "alice@example.com", "King")]
    [InlineData("user", "list", "--role", "King")]
    [InlineData("user", "create", "root@localhost")]
    public async Task What_is_missing_or_wrong_is_told_with_the_usage(params string[] args)
    {
        var (code, _, errors) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Contains($"Usage: SecurityPortal {args[0]} {args[1]}", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", "disable", "nobody@example.com", "--reason", "x")]
    [InlineData("user", "enable", "nobody@example.com", "--reason", "x")]
    [InlineData("user", "revoke", "nobody@example.com", "Support")]
    public async Task A_name_that_nobody_has_is_told(params string[] args)
    {
        var (code, _, errors) = await RunAsync(args);

        Assert.Equal(1, code);
        Assert.Contains("nobody@example.com", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_who_has_a_role_and_in_which_state_accounts_are()
    {
        await RunAsync("user", "create", "zoe@example.com", "--role", "Support");
        await RunAsync("user", "grant", "zoe@example.com", "SupportLead");
        var (banned, out_, unproven) = (await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal));
        await banned.DisableAsync();
        await out_.LockOutAsync(new DateTimeOffset(2060, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await unproven.HasConfirmedAddressAsync(false);

        string[] all = (await RunAsync("user", "list")).Output.Split('\n');
        string[] leads = (await RunAsync("user", "list", "--role", "supportlead")).Output.Trim().Split('\n');

        Assert.Contains("alice@example.com\talice@example.com\t-\tactive", all);
        Assert.Contains($"{banned.Email}\t{banned.Email}\t-\tdisabled", all);
        Assert.Contains($"{out_.Email}\t{out_.Email}\t-\tdisabled until 2060-01-01 00:00:00Z", all);
        Assert.Contains($"{unproven.Email}\t{unproven.Email}\t-\taddress not confirmed", all);
        Assert.Contains(leads, line => line.StartsWith("zoe@example.com\tzoe@example.com\tSupport, SupportLead\tactive", StringComparison.Ordinal)
            || line.StartsWith("zoe@example.com\tzoe@example.com\tSupportLead, Support\tactive", StringComparison.Ordinal));
        Assert.Contains("lee@example.com\tlee@example.com\tSupportLead\tactive", leads);
        Assert.DoesNotContain(leads, line => line.StartsWith("sam@", StringComparison.Ordinal) || line.StartsWith("alice@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_operators_who_give_a_role_at_once_give_it_once()
    {
        var person = await TestPerson.CreateAsync(_portal);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RunAsync("user", "grant", person.Email, "Support"))));

        Assert.Equal(["role-granted Support"], await person.ActivityAsync());
    }

    private async Task<(int? Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await PortalCommands.RunAsync(_portal.Services, args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private async Task<string[]> LogAsync(string name)
    {
        var id = await _portal.UserIdAsync(name);
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuditLogEntry>().Where(entry => entry.UserId == id).OrderBy(entry => entry.Sequence)
            .Select(entry => (entry.Actor + " " + entry.Event + " " + entry.Detail).Trim()).ToArrayAsync();
    }
}
