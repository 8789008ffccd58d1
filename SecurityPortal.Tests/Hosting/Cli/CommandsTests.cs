using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Testing;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.Cli;

public sealed class CommandsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Help_names_every_verb()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        foreach (var verb in new[] { "migrate", "log verify", "log export", "user create", "user list", "user grant", "user revoke", "user disable", "user enable", "policy show", "delivery test", "delivery stops", "delivery stops lift", "copy", "check", "restored" })
        {
            Assert.Contains($"SecurityPortal {verb}", output);
        }
    }

    [Theory]
    [InlineData("log verify", "--since <head>")]
    [InlineData("migrate", "--from-identity")]
    [InlineData("restored", "--keep-backup-codes")]
    [InlineData("copy", "--to <connection string>")]
    [InlineData("delivery test", "sms, whatsapp or email")]
    [InlineData("delivery stops lift", "<number>")]
    [InlineData("log export", "writes the activity log")]
    [InlineData("user create", "user create <email> [--role <role>]")]
    public async Task Each_verb_has_help_of_its_own_which_does_nothing_else(string verb, string told)
    {
        foreach (var help in new[] { "--help", "-h" })
        {
            var (code, output, errors) = await RunAsync([.. verb.Split(' '), help]);

            Assert.Equal((0, ""), (code, errors));
            Assert.Contains(told, output, StringComparison.Ordinal);
            Assert.DoesNotContain("\n{", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("log export everything", "Usage: SecurityPortal log export")]
    [InlineData("policy show --all", "Usage: SecurityPortal policy show")]
    [InlineData("log verify --since", "Usage: SecurityPortal log verify [--head] [--since <head>]")]
    [InlineData("migrate --from-scratch", "Usage: SecurityPortal migrate [--from-identity]")]
    [InlineData("delivery test sms", "Usage: SecurityPortal delivery test <channel> <to>")]
    [InlineData("delivery stops lift x", "Usage: SecurityPortal delivery stops lift <number>")]
    [InlineData("log", "SecurityPortal log verify")]
    [InlineData("user create", "Usage: SecurityPortal user create <email>")]
    public async Task Wrong_words_are_told_with_the_right_ones(string words, string told)
    {
        var (code, output, errors) = await RunAsync(words.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_verb_is_told_and_options_are_left_to_the_server()
    {
        Assert.Equal(2, (await RunAsync("frobnicate")).Code);
        Assert.Null((await RunAsync("--urls", "http://localhost:1")).Code);
        Assert.Null((await RunAsync()).Code);
    }

    [Fact]
    public async Task Verify_says_where_the_log_breaks()
    {
        await _portal.Browser().TypePasswordAsync("alice", "wrong");
        await _portal.Browser().TypePasswordAsync("alice");
        Assert.Equal(0, (await RunAsync("log", "verify")).Code);

        await using var db = await _portal.OpenDatabaseAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "ActivityLog" SET "Detail" = 'x' WHERE "Sequence" = 2""");

        var (code, _, errors) = await RunAsync("log", "verify");
        Assert.Equal(1, code);
        Assert.Contains("BROKEN at entry 2", errors);
    }

    [Fact]
    public async Task Export_writes_one_object_a_line()
    {
        await _portal.Browser().TypePasswordAsync("alice", "wrong");
        await _portal.Browser().TypePasswordAsync("alice");

        var lines = (await RunAsync("log", "export")).Output.Trim().Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Equal("password-refused", JsonDocument.Parse(lines[0]).RootElement.GetProperty("event").GetString());
    }

    [Fact]
    public async Task A_head_is_printed_to_be_kept_elsewhere_and_the_log_is_compared_with_it()
    {
        await _portal.Browser().TypePasswordAsync("alice");
        var (code, head, _) = await RunAsync("log", "verify", "--head");
        Assert.Equal(0, code);

        Assert.Equal(0, (await RunAsync("log", "verify", "--since", head.Trim())).Code);
        var (broken, _, errors) = await RunAsync("log", "verify", "--since", $"900{head.Trim()}");
        Assert.Equal(1, broken);
        Assert.Contains("cut off", errors);
        Assert.Equal(2, (await RunAsync("log", "verify", "--since", "yesterday")).Code);
        Assert.Equal(2, (await RunAsync("log", "verify", "--tail")).Code);
    }

    [Fact]
    public async Task An_operator_makes_a_lead_who_sets_the_password_by_mail()
    {
        Assert.Equal(0, (await RunAsync("user", "create", "lisa@example.com", "--role", "supportlead")).Code);

        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "lisa@example.com"));
        await browser.GetAsync(await _portal.LinkSentToAsync("lisa@example.com"));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));

        Assert.Contains("You set a new password", browser.Text);
        Assert.Equal("/sign-in?reason=password-reset", browser.Path);
        Assert.Equal(["SupportLead"], await RolesAsync("lisa@example.com"));
    }

    [Fact]
    public async Task Roles_are_given_once_and_only_those_there_are()
    {
        Assert.Equal(0, (await RunAsync("user", "grant", "alice@example.com", "Support")).Code);
        Assert.Equal(0, (await RunAsync("user", "grant", "alice@example.com", "Support")).Code);
        Assert.Equal(["Support"], await RolesAsync("alice@example.com"));
        Assert.Equal(2, (await RunAsync("user", "grant", "alice@example.com", "King")).Code);
        Assert.Equal(1, (await RunAsync("user", "grant", "nobody@example.com", "Support")).Code);
        Assert.Equal(1, (await RunAsync("user", "create", "alice@example.com")).Code);
    }

    [Theory]
    [InlineData("sms", "+447700900123")]
    [InlineData("whatsapp", "+447700900123")]
    [InlineData("email", "alice@example.com")]
    public async Task A_test_message_goes_out_and_is_followed(string channel, string to)
    {
        var (code, output, _) = await RunAsync("delivery", "test", channel, to);

        Assert.Equal(0, code);
        Assert.Contains("through Development.", output);
        Assert.Contains("Delivered (", output);
        Assert.Contains("test", Assert.Single(await _portal.SentToAsync(to)).Text);
        Assert.DoesNotContain("7700", output);
    }

    [Fact]
    public async Task A_test_goes_by_the_settings_that_it_is_given_beside_a_portal_that_has_others()
    {
        await using var twilio = new FakeTwilio { Always = ProviderFault.Error(401, 20003) };
        await using var given = new Portal([.. twilio.Settings(), .. _portal.DatabaseSettings]) { IsEmpty = true, HasPostgreSql = _portal.HasPostgreSql };
        using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var worker = new OutboxWorker(
            _portal.Get<OutboxQueue>(), _portal.Get<OutboxSender>(), _portal.Get<DeliveryChannels>(),
            _portal.Get<ISignals>(), new FakeLogger<OutboxWorker>());
        await worker.StartAsync(stop.Token);

        var code = await PortalCommands.RunAsync(given.Services, ["delivery", "test", "sms", "+447700900123"], output, output);

        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(1, code);
        Assert.Contains("20003", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await _portal.SentToAsync("+447700900123"));
    }

    [Theory]
    [InlineData("pigeon", "+447700900123")]
    [InlineData("0", "+447700900123")]
    [InlineData("sms", "020 7946 0123")]
    [InlineData("sms", "alice@example.com")]
    [InlineData("email", "alice")]
    public async Task A_test_to_nobody_is_told(string channel, string to)
    {
        Assert.Equal(2, (await RunAsync("delivery", "test", channel, to)).Code);
        Assert.Equal(2, (await RunAsync("delivery", "test", channel)).Code);
    }

    [Fact]
    public async Task A_test_that_the_provider_refuses_says_why()
    {
        await using var twilio = new FakeTwilio { Always = ProviderFault.Error(400, 21610) };
        await using var portal = new Portal(twilio.Settings());
        using var output = new StringWriter();

        var code = await PortalCommands.RunAsync(portal.Services, ["delivery", "test", "sms", "+447700900123"], output, output);

        Assert.Equal(1, code);
        Assert.Contains("Failed: Twilio 21610", output.ToString());
    }

    private async Task<(int? Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await PortalCommands.RunAsync(_portal.Services, args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private async Task<IReadOnlyList<string?>> RolesAsync(string email)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await (
            from user in db.Users
            join membership in db.UserRoles on user.Id equals membership.UserId
            join role in db.Roles on membership.RoleId equals role.Id
            where user.Email == email
            select role.Name).ToListAsync();
    }
}
