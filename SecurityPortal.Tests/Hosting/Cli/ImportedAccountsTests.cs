using Microsoft.AspNetCore.Identity;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary>What <c>migrate --from-identity</c> makes of an application's accounts, passwords and names.</summary>
[OnBothDatabases]
public sealed class ImportedAccountsTests : IAsyncLifetime
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
    public async Task Accounts_that_the_application_disabled_stay_so_and_are_named()
    {
        var banned = await _stock.AddAsync("banned");
        await LockOutAsync(banned, DateTimeOffset.MaxValue);
        var (withApp, key) = await _stock.AddWithAppAsync("withapp");
        await LockOutAsync(withApp, _portal.Clock.GetUtcNow().AddYears(1));
        await LockOutAsync(await _stock.AddAsync("past"), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await _stock.AddAsync("exempt");
        await _stock.ExecuteAsync(_portal.HasPostgreSql
            ? """UPDATE "AspNetUsers" SET "LockoutEnabled" = false, "LockoutEnd" = 'infinity' WHERE "NormalizedUserName" = 'EXEMPT@EXAMPLE.COM' """
            : """UPDATE "AspNetUsers" SET "LockoutEnabled" = 0, "LockoutEnd" = '9999-12-31 23:59:59.9999999+00:00' WHERE "NormalizedUserName" = 'EXEMPT@EXAMPLE.COM' """);

        var told = await _stock.ImportAsync();

        Assert.Contains("2 are disabled (their LockoutEnd is in the future), and cannot sign in here either.", told, StringComparison.Ordinal);
        Assert.Contains("- banned@example.com\n- withapp@example.com", told, StringComparison.Ordinal);
        Assert.False(await SignsInAsync("banned"));
        var browser = await _portal.Browser().TypePasswordAsync("withapp");
        Assert.Contains("This account is disabled", browser.Text, StringComparison.Ordinal);
        Assert.NotEmpty(key);
        Assert.True(await SignsInAsync("past"));
        Assert.True(await SignsInAsync("exempt"));
    }

    // SQLite keeps a time as it was written, including its offset.
    [Fact]
    public async Task An_end_that_was_written_in_another_time_zone_is_read_as_the_time_it_is()
    {
        var zone = TimeSpan.FromHours(-11);
        var now = _portal.Clock.GetUtcNow();
        var (ahead, over) = (await _stock.AddAsync("ahead"), await _stock.AddAsync("over"));
        await LockOutAsync(ahead, now.AddHours(1).ToOffset(_portal.HasPostgreSql ? TimeSpan.Zero : zone));
        await LockOutAsync(over, now.AddHours(-1).ToOffset(_portal.HasPostgreSql ? TimeSpan.Zero : -zone));

        await _stock.ImportAsync();

        Assert.False(await SignsInAsync("ahead"));
        Assert.True(await SignsInAsync("over"));
    }

    [Fact]
    public async Task Accounts_whose_address_was_never_confirmed_are_led_to_do_so_and_named()
    {
        await _stock.AddAsync("unproven", user => user.EmailConfirmed = false);
        await _stock.AddAsync("badge", user => (user.UserName, user.Email, user.EmailConfirmed) = ("badge-43", "", false));

        var told = await _stock.ImportAsync();

        Assert.Contains("1 never confirmed their address.", told, StringComparison.Ordinal);
        Assert.Contains("- unproven@example.com", told, StringComparison.Ordinal);
        var browser = await _portal.Browser().TypePasswordAsync("unproven");
        Assert.Equal("/sign-in/confirm-address", browser.Path);
        await browser.GetAsync(await _portal.LinkSentToAsync("unproven@example.com"));
        await browser.SubmitAsync();
        Assert.True(await SignsInAsync("unproven"));
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", "badge-43"), ("password", Portal.Password));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Whoever_signed_in_by_another_provider_alone_is_named_and_sets_a_password_by_mail()
    {
        var user = await _stock.AddAsync("ext", password: null);
        Assert.True((await _stock.Users.AddLoginAsync(user, new UserLoginInfo("Google", "1234", "Google"))).Succeeded);
        await _stock.AddAsync("invited", password: null);
        await _stock.GiveKeyAsync(await _stock.AddAsync("keyonly", password: null), new SoftwareKey());

        var told = await _stock.ImportAsync();

        Assert.Contains("2 have no password and no passkey.", told, StringComparison.Ordinal);
        Assert.Contains("- ext@example.com (Google)\n- invited@example.com", told, StringComparison.Ordinal);
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "ext@example.com"));
        await browser.GetAsync(await _portal.LinkSentToAsync("ext@example.com"));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));
        Assert.True(await (await _portal.Browser().TypePasswordAsync("ext", "gravel moss seven owls")).IsSignedInAsync());
    }

    [Fact]
    public async Task Whoever_has_a_role_that_opens_the_support_console_is_named()
    {
        var user = await _stock.AddAsync("sam");
        await _stock.ExecuteAsync("""INSERT INTO "AspNetRoles" ("Id", "Name", "NormalizedName") VALUES ('r', 'Support', 'SUPPORT')""");
        Assert.True((await _stock.Users.AddToRoleAsync(user, "Support")).Succeeded);

        Assert.Contains("1 have a role that opens the support desk here. To take it away: SecurityPortal user revoke.\n- sam@example.com (Support)", await _stock.ImportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_sign_in_at_the_portal_the_application_still_takes_the_password()
    {
        var user = await _stock.AddAsync("ann");
        var told = await _stock.ImportAsync();

        Assert.True(await SignsInAsync("ann"));

        Assert.True(await _stock.TakesPasswordAsync(user));
        Assert.False(await _stock.TakesPasswordAsync(user, "Wrong-horse-77"));
        Assert.Contains("It can still read password hashes", told, StringComparison.Ordinal);
        Assert.Contains("It no longer asks for a second step", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_was_set_at_the_portal_opens_the_application_too()
    {
        var user = await _stock.AddAsync("ann");
        await _stock.ImportAsync();
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "ann@example.com"));
        await browser.GetAsync(await _portal.LinkSentToAsync("ann@example.com"));

        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));

        Assert.True(await _stock.TakesPasswordAsync(user, "gravel moss seven owls"));
    }

    [Fact]
    public async Task Set_to_Argon2id_the_portal_says_that_the_application_loses_whoever_signs_in()
    {
        await using var portal = new Portal(("Passwords:Format", "Argon2id")) { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        var user = await stock.AddAsync("ann");

        var told = await stock.ImportAsync();
        Assert.True(await (await portal.Browser().TypePasswordAsync("ann")).IsSignedInAsync());

        Assert.Contains("set Passwords__Format=Identity", told, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(() => stock.TakesPasswordAsync(user));
    }

    [Fact]
    public async Task Turned_back_to_Identitys_format_a_sign_in_mends_what_Argon2id_took_from_the_application()
    {
        var user = await _stock.AddAsync("ann");
        await _stock.ImportAsync();
        var hash = new SecurityPortal.Authentication.Passwords.Argon2PasswordHasher().HashPassword(new(), Portal.Password);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "PasswordHash" = {hash}""");

        Assert.True(await SignsInAsync("ann"));

        Assert.True(await _stock.TakesPasswordAsync(user));
    }

    [Theory]
    [InlineData("""UPDATE "AspNetUsers" SET "NormalizedUserName" = lower("UserName"), "NormalizedEmail" = lower("Email")""")]
    [InlineData("""UPDATE "AspNetUsers" SET "NormalizedUserName" = NULL, "NormalizedEmail" = NULL""")]
    [InlineData("""UPDATE "AspNetUsers" SET "NormalizedEmail" = NULL""")]
    [InlineData("""UPDATE "AspNetUsers" SET "NormalizedUserName" = 'X' """)]
    public async Task Normalized_columns_of_an_applications_own_are_mended(string change)
    {
        var user = await _stock.AddAsync("ann", row => row.UserName = "Ann");
        await _stock.ExecuteAsync(change);

        var told = await _stock.ImportAsync();

        Assert.Contains("1 could not have signed in: their names or addresses were not normalized", told, StringComparison.Ordinal);
        Assert.DoesNotContain("not normalized", await _stock.ImportAsync(), StringComparison.Ordinal);
        Assert.True(await SignsInAsync("ann"));
        var browser = await _portal.Browser().GetAsync("/sign-in");
        await browser.SubmitAsync(("login", "ANN"), ("password", Portal.Password));
        Assert.True(await browser.IsSignedInAsync());
        await browser.GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "Ann@example.com"));
        Assert.Contains(await _portal.SentToAsync(user.Email!), mail => mail.Text.Contains("reset-password", StringComparison.Ordinal));
        await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", "ann@example.com"));
        Assert.Contains(await _portal.SentToAsync(user.Email!), mail => mail.Text.Contains("You already have an account", StringComparison.Ordinal));
        Assert.Equal(1, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "AspNetUsers" WHERE "Email" = 'ann@example.com' """));
    }

    [Fact]
    public async Task One_that_appears_later_with_a_name_that_is_taken_is_named_and_left()
    {
        await _stock.AddAsync("ann");
        await _stock.ImportAsync();
        await _stock.AddAsync("twin");
        await _stock.ExecuteAsync("""UPDATE "AspNetUsers" SET "Email" = 'ANN@example.com', "NormalizedEmail" = 'ann@example.com' WHERE "UserName" = 'twin@example.com' """);

        var told = await _stock.ImportAsync();

        Assert.Contains("1 cannot sign in with their name or address, because another account uses it too.", told, StringComparison.Ordinal);
        Assert.Contains("- twin@example.com", told, StringComparison.Ordinal);
        Assert.True(await SignsInAsync("ann"));
    }

    [Fact]
    public async Task On_PostgreSQL_it_says_what_becomes_of_the_applications_columns()
    {
        await using var portal = new Portal { HasPostgreSql = true, IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);

        Assert.Contains("The text columns of its tables", await stock.ImportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_portal_of_its_own_it_says_nothing_of_an_application()
    {
        await using var portal = new Portal();
        using var output = new StringWriter();

        Assert.Equal(0, await SecurityPortal.Hosting.Cli.PortalCommands.RunAsync(portal.Services, ["migrate", "--from-identity"], output, output));

        Assert.DoesNotContain("application on the same database", output.ToString(), StringComparison.Ordinal);
    }

    private async Task LockOutAsync(IdentityUser user, DateTimeOffset end)
    {
        Assert.True((await _stock.Users.SetLockoutEnabledAsync(user, true)).Succeeded);
        Assert.True((await _stock.Users.SetLockoutEndDateAsync(user, end)).Succeeded);
    }

    private async Task<bool> SignsInAsync(string name) => await (await _portal.Browser().TypePasswordAsync(name)).IsSignedInAsync();
}
