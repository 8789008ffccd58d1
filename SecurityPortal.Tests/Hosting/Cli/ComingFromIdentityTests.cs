using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.IdentityImport;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary><c>migrate --from-identity</c> imports the people of an ASP.NET Core Identity application.</summary>
[OnBothDatabases]
public sealed class ComingFromIdentityTests : IAsyncLifetime
{
    private readonly Portal _portal = new() { IsEmpty = true };
    private StockApplication _stock = default!;

    public async ValueTask InitializeAsync() => _stock = await StockApplication.CreateAsync(_portal);

    public async ValueTask DisposeAsync()
    {
        await _stock.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_with_an_app_signs_in_with_the_same_password_and_app()
    {
        var (user, key) = await _stock.AddWithAppAsync("ann");

        var told = await _stock.ImportAsync();

        Assert.Contains("- Authentication app: 1", told, StringComparison.Ordinal);
        var browser = await _portal.Browser().TypePasswordAsync("ann");
        Assert.Equal("/sign-in/verify", browser.Path);
        await browser.SubmitAsync(("code", await Oathtool.CodeAsync(key, _portal.Clock.GetUtcNow())));
        Assert.True(await browser.IsSignedInAsync());
        await Invariants.CheckAsync(_portal, user.Id);
        Assert.Contains("Moved from your previous sign-in: Authentication app", (await browser.GetAsync("/settings/security/activity")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_the_app_that_was_used_once_is_refused()
    {
        var (_, key) = await _stock.AddWithAppAsync("ann");
        await _stock.ImportAsync();
        var code = await Oathtool.CodeAsync(key, _portal.Clock.GetUtcNow());
        await (await _portal.Browser().TypePasswordAsync("ann")).SubmitAsync(("code", code));

        var second = await (await _portal.Browser().TypePasswordAsync("ann")).SubmitAsync(("code", code));

        Assert.False(await second.IsSignedInAsync());
    }

    [Fact]
    public async Task Recovery_codes_become_backup_codes_each_of_which_works_once()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        string[] codes = [.. (await _stock.Users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10))!];

        await _stock.ImportAsync();

        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await OnAsync(user.Id));
        Assert.True(await SignsInAsync("ann", codes[3], MethodIds.BackupCodes));
        Assert.False(await SignsInAsync("ann", codes[3], MethodIds.BackupCodes));
        Assert.True(await SignsInAsync("ann", codes[9].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), MethodIds.BackupCodes));
        await Invariants.CheckAsync(_portal, user.Id);
    }

    [Theory]
    [InlineData("name", "Ann Baker")]
    [InlineData(ClaimTypes.Name, " Ann  Baker ")]
    [InlineData("given_name", "Ann", "family_name", "Baker")]
    [InlineData(ClaimTypes.GivenName, "Ann", ClaimTypes.Surname, "Baker")]
    [InlineData("given_name", "Wrong", "name", "Ann Baker")]
    public async Task The_name_in_a_claim_becomes_the_display_name(string type, string value, string? otherType = null, string? otherValue = null)
    {
        var user = await _stock.AddAsync("ann");
        await _stock.Users.AddClaimAsync(user, new(type, value));
        if (otherType is not null)
        {
            await _stock.Users.AddClaimAsync(user, new(otherType, otherValue!));
        }

        Assert.Contains("1 had their display name imported", await _stock.ImportAsync(), StringComparison.Ordinal);

        var browser = await _portal.Browser().TypePasswordAsync("ann");
        Assert.Equal("Ann Baker", browser.Page!.QuerySelector(".top-who")?.TextContent);
    }

    [Fact]
    public async Task A_name_that_was_removed_here_does_not_come_back()
    {
        var user = await _stock.AddAsync("ann");
        await _stock.Users.AddClaimAsync(user, new("name", "Ann Baker"));
        await _stock.ImportAsync();
        var browser = await _portal.Browser().TypePasswordAsync("ann");
        await browser.GetAsync("/settings/account/name");
        await browser.SubmitAsync(("name", ""));

        Assert.DoesNotContain("display name", await _stock.ImportAsync(), StringComparison.Ordinal);

        Assert.Equal("ann@example.com", (await browser.GetAsync("/settings/security")).Page!.QuerySelector(".top-who")?.TextContent);
    }

    [Theory]
    [InlineData("favourite_colour", "blue")]
    [InlineData("name", "Ann\u202EBaker")]
    [InlineData("given_name", "  ")]
    public async Task A_claim_that_is_no_name_gives_none(string type, string value)
    {
        await _stock.Users.AddClaimAsync(await _stock.AddAsync("ann"), new(type, value));

        Assert.Contains("There was nothing to import.", await _stock.ImportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_Identity_kept_in_the_clear_is_left()
    {
        var (user, key) = await _stock.AddWithAppAsync("ann");
        await _stock.GivePhoneAsync(user, "+447700900123");
        string[] codes = [.. (await _stock.Users.GenerateNewTwoFactorRecoveryCodesAsync(user, 2))!];
        Assert.All([key, "+447700900123", .. codes], secret => Assert.Contains(secret, Kept(), StringComparison.Ordinal));

        await _stock.ImportAsync();
        await Rows.ExecuteAsync(_portal, $"VACUUM");

        Assert.All([key, "+447700900123", .. codes], secret => Assert.DoesNotContain(secret, Kept(), StringComparison.Ordinal));
        string Kept() => DatabaseDump.Of(_portal);
    }

    [Fact]
    public async Task A_confirmed_number_becomes_text_messages_and_never_WhatsApp()
    {
        var user = await _stock.AddAsync("ben");
        await _stock.GivePhoneAsync(user, "+447700900124");
        Assert.True((await _stock.Users.SetTwoFactorEnabledAsync(user, true)).Succeeded);

        await _stock.ImportAsync();

        Assert.Equal([MethodIds.Sms], await OnAsync(user.Id));
        var browser = await _portal.Browser().TypePasswordAsync("ben");
        await browser.SubmitAsync(("code", await _portal.CodeSentToAsync("+447700900124")));
        Assert.True(await browser.IsSignedInAsync());
        await Invariants.CheckAsync(_portal, user.Id);
    }

    [Fact]
    public async Task A_key_that_was_shown_and_a_number_that_was_given_turn_nothing_on_while_two_factor_was_off()
    {
        var user = await _stock.AddAsync("eve");
        Assert.True((await _stock.Users.ResetAuthenticatorKeyAsync(user)).Succeeded);
        await _stock.GivePhoneAsync(user, "+447700900125");

        Assert.Contains("There was nothing to import.", await _stock.ImportAsync(), StringComparison.Ordinal);

        Assert.Empty(await OnAsync(user.Id));
        Assert.True(await (await _portal.Browser().TypePasswordAsync("eve")).IsSignedInAsync());
        Assert.Equal(0, await Rows.CountAsync(_portal, "AspNetUserTokens", user.Id));
    }

    [Fact]
    public async Task A_passkey_becomes_a_security_key_and_one_of_another_host_does_not()
    {
        var (user, key) = (await _stock.AddAsync("kim"), new SoftwareKey());
        await _stock.GiveKeyAsync(user, key);
        var other = await _stock.AddAsync("lou");
        await _stock.GiveKeyAsync(other, new SoftwareKey { RelyingParty = "elsewhere.example", Origin = "https://elsewhere.example" });

        await _stock.ImportAsync();

        Assert.Equal([MethodIds.SecurityKeys], await OnAsync(user.Id));
        Assert.Empty(await OnAsync(other.Id));
        var browser = await _portal.Browser().TypePasswordAsync("kim");
        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Nobody_whose_second_factor_cannot_come_along_is_opened_to_the_password_alone()
    {
        var user = await _stock.AddAsync("max");
        Assert.True((await _stock.Users.SetTwoFactorEnabledAsync(user, true)).Succeeded);

        var told = await _stock.ImportAsync();

        Assert.Contains("- max@example.com", told, StringComparison.Ordinal);
        var browser = await _portal.Browser().TypePasswordAsync("max");
        Assert.Contains("I can't use any of these", browser.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Before_their_turn_has_come_a_password_alone_opens_no_account_either()
    {
        await _stock.AddWithAppAsync("ann");
        await _stock.MakeTablesAsync();

        var browser = await _portal.Browser().TypePasswordAsync("ann");

        Assert.Equal("/sign-in/verify", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_key_that_the_application_writes_down_afterwards_is_no_proof()
    {
        var user = await _stock.AddAsync("ben");
        await _stock.GivePhoneAsync(user, "+447700900126");
        Assert.True((await _stock.Users.SetTwoFactorEnabledAsync(user, true)).Succeeded);
        await _stock.ImportAsync();
        await _stock.ExecuteAsync(
            """INSERT INTO "AspNetUserTokens" ("UserId", "LoginProvider", "Name", "Value") SELECT "Id", '[AspNetUserStore]', 'AuthenticatorKey', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' FROM "AspNetUsers" WHERE "NormalizedUserName" = 'BEN@EXAMPLE.COM' """);

        await _stock.ImportAsync();

        Assert.Equal([MethodIds.Sms], await OnAsync(user.Id));
    }

    [Fact]
    public async Task Given_again_the_verb_finds_nothing_more_to_do()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        Assert.True((await _stock.Users.SetTwoFactorEnabledAsync(await _stock.AddAsync("max"), true)).Succeeded);
        await _stock.ImportAsync();

        var told = await _stock.ImportAsync();

        Assert.Contains("There was nothing to import.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("max", told, StringComparison.Ordinal);
        Assert.Equal(1, await Rows.CountAsync(_portal, "AuthenticatorApps", user.Id));
    }

    [Fact]
    public async Task As_the_operator_gives_it_the_verb_makes_the_tables_and_says_who_came_along()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");

        await using var verb = PortalProcess.Start(
            [.. PortalProcess.Program, "migrate", "--from-identity"],
            [.. _portal.DatabaseSettings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)), ("ASPNETCORE_ENVIRONMENT", "Production"), ("Portal__PublicUrl", "https://localhost"), ("Database__KeyCertificate", KeyCertificate.File)]);
        List<string> told = [];
        while (await verb.ReadLineAsync() is { } line)
        {
            told.Add(line);
        }

        await verb.WaitForEndAsync();
        Assert.True(verb.ExitCode == 0, verb.Log);
        Assert.Equal(
            [
                "The database is up to date.", "Imported, people by method:", "- Authentication app: 1",
                "What changes for the application on the same database:",
            ],
            told[..4]);
        await using var db = _portal.OpenBeforeStart();
        Assert.True(await db.Set<MethodEnrolment>().AnyAsync(row => row.UserId == user.Id));
    }

    [Fact]
    public async Task Broken_off_it_goes_on_with_the_others()
    {
        List<string> people = [];
        for (var i = 0; i < 12; i++)
        {
            people.Add((await _stock.AddWithAppAsync($"person-{i}")).User.Id);
        }

        await _stock.MakeTablesAsync();
        var takeOver = _portal.Get<IdentityImporter>();
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => takeOver.RunAsync(
            (done, _) =>
            {
                if (done >= 3)
                {
                    cancelled.Cancel();
                }
            },
            cancelled.Token));
        var first = await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "AuthenticatorApps" """);

        var rest = await takeOver.RunAsync((_, _) => { });

        Assert.InRange(first, 3, 11);
        Assert.Equal(12 - first, rest.Methods[MethodIds.App]);
        Assert.All(people, id => Assert.Equal(1, Rows.CountAsync(_portal, "AuthenticatorApps", id).GetAwaiter().GetResult()));
        await Invariants.CheckLogAsync(_portal);
    }

    private async Task<bool> SignsInAsync(string name, string code, string method)
    {
        var browser = await _portal.Browser().TypePasswordAsync(name);
        await browser.TypeCodeAsync(code, method);
        return await browser.IsSignedInAsync();
    }

    private async Task<string[]> OnAsync(string userId)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<MethodEnrolment>().Where(row => row.UserId == userId).OrderBy(row => row.Method)
            .Select(row => row.Method).ToArrayAsync();
    }
}
