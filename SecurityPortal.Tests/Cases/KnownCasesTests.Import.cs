using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>Data from another application's database.</summary>
public sealed partial class KnownCasesTests
{
    private const string AppKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    [Case("K1-1", "K1-4", "K1-5")]
    private static async Task AccountsThatWereDisabled(KnownCase known)
    {
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.AddAsync("ann");
        var isEnabled = !known.Input.Contains("LockoutEnabled=0", StringComparison.Ordinal);
        var end = known.Quoted is [var told] ? told : "9999-12-31 23:59:59.9999999+00:00";
        var written = portal.HasPostgreSql && end.StartsWith('9') ? "infinity" : end;
        await stock.ExecuteAsync($"""UPDATE "AspNetUsers" SET "LockoutEnabled" = {isEnabled}, "LockoutEnd" = '{written}' """);

        var report = await stock.ImportAsync();

        var isRefused = known.Expected.StartsWith("no session", StringComparison.Ordinal);
        Assert.Equal(!isRefused, await (await portal.Browser().TypePasswordAsync("ann")).IsSignedInAsync());
        Assert.Equal(isRefused, report.Contains("- ann@example.com", StringComparison.Ordinal));
    }

    [Case("K1-6")]
    private static async Task AddressesThatWereNeverConfirmed(KnownCase known)
    {
        Assert.StartsWith("EmailConfirmed=0", known.Input, StringComparison.Ordinal);
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.AddAsync("ann", user => user.EmailConfirmed = false);

        Assert.Contains("1 never confirmed their address.", await stock.ImportAsync(), StringComparison.Ordinal);

        var browser = await portal.Browser().TypePasswordAsync("ann");
        Assert.Equal("/sign-in/confirm-address", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Case("K3-1")]
    private static Task RecoveryCodesOfEarlierVersions(KnownCase known) => AssertCodeComesAlongAsync(
        string.Join(';', Enumerable.Range(0, 10).Select(digit => known.Quoted[0].Split(';')[0][..^1] + digit)), known.Quoted[0].Split(';')[^1]);

    [Case("K3-7")]
    private static Task RecoveryCodesOfToday(KnownCase known) => AssertCodeComesAlongAsync("4KPMY-NK9N2;7HJ2B-KXN4T", known.Quoted[0]);

    private static async Task AssertCodeComesAlongAsync(string codes, string typed)
    {
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        var (user, _) = await stock.AddWithAppAsync("ann");
        await stock.GiveTokenAsync(user, "RecoveryCodes", codes);

        await stock.ImportAsync();

        Assert.Equal(0, await Rows.CountAsync(portal, "AspNetUserTokens", user.Id));
        foreach (var isFirst in new[] { true, false })
        {
            var browser = await portal.Browser().TypePasswordAsync("ann");
            await browser.TypeCodeAsync(typed, MethodIds.BackupCodes);
            Assert.Equal(isFirst, await browser.IsSignedInAsync());
        }
    }

    [Case("K3-4")]
    private static async Task NumbersThatCannotComeAlong(KnownCase known)
    {
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        var (user, key) = await stock.AddWithAppAsync("ann");
        await stock.GivePhoneAsync(user, known.Quoted[0]);

        var report = await stock.ImportAsync();

        Assert.Contains("- ann@example.com: text messages", report, StringComparison.Ordinal);
        Assert.Contains("it stays in AspNetUsers.PhoneNumber", report, StringComparison.Ordinal);
        await AssertAppSignsInAsync(portal, key);
    }

    [Case("K3-6")]
    private static async Task KeysInOtherSpellings(KnownCase known)
    {
        Assert.Equal("authenticator key in small letters / with ==== padding", known.Input);
        foreach (var kept in new[] { AppKey.ToLowerInvariant(), $"{AppKey}====" })
        {
            await using var portal = new Portal { IsEmpty = true };
            await using var stock = await StockApplication.CreateAsync(portal);
            var (user, _) = await stock.AddWithAppAsync("ann");
            await stock.GiveTokenAsync(user, "AuthenticatorKey", kept);

            await stock.ImportAsync();

            await AssertAppSignsInAsync(portal, AppKey);
        }
    }

    [Case("K6-1")]
    private static async Task NamesNormalizedInAnotherWay(KnownCase known)
    {
        Assert.StartsWith("NormalizedUserName and NormalizedEmail in small letters", known.Input, StringComparison.Ordinal);
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.AddAsync("ann");
        await stock.ExecuteAsync("""UPDATE "AspNetUsers" SET "NormalizedUserName" = lower("UserName"), "NormalizedEmail" = lower("Email")""");

        Assert.Contains("1 could not have signed in: their names or addresses were not normalized", await stock.ImportAsync(), StringComparison.Ordinal);

        Assert.True(await (await portal.Browser().TypePasswordAsync("ann")).IsSignedInAsync());
    }

    [Case("K6-3")]
    private static async Task NamesNormalizedInNoWay(KnownCase known)
    {
        Assert.StartsWith("NormalizedEmail and NormalizedUserName NULL", known.Input, StringComparison.Ordinal);
        await using var portal = new Portal { IsEmpty = true };
        await using var stock = await StockApplication.CreateAsync(portal);
        await stock.AddAsync("ann");
        await stock.ExecuteAsync("""UPDATE "AspNetUsers" SET "NormalizedUserName" = NULL, "NormalizedEmail" = NULL""");
        await stock.ImportAsync();

        await (await portal.Browser().GetAsync("/register")).SubmitAsync(("email", "ann@example.com"));

        Assert.Contains("You already have an account", (await portal.SentToAsync("ann@example.com"))[0].Text, StringComparison.Ordinal);
    }

    private static async Task AssertAppSignsInAsync(Portal portal, string key)
    {
        var browser = await portal.Browser().TypePasswordAsync("ann");
        await browser.SubmitAsync(("code", await Oathtool.CodeAsync(key, portal.Clock.GetUtcNow())));
        Assert.True(await browser.IsSignedInAsync());
    }
}
