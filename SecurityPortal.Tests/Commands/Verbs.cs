using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Commands;
using SecurityPortal.Tests.Accounts;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Commands;

public sealed class Verbs : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Help_names_every_verb()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        foreach (var verb in new[] { "migrate", "log verify", "log export", "user create", "user list", "user grant", "user revoke", "user disable", "user enable", "policy show", "delivery test", "delivery stops", "copy" })
        {
            Assert.Contains($"SecurityPortal {verb}", output);
        }
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

        Assert.Contains("Your new password is set", browser.Text);
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
