using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Hosting.Cli;

/// <summary>
/// <c>migrate --from-identity</c> names everybody who loses something in the import, and leaves nothing readable where
/// Identity kept it.
/// </summary>
[OnBothDatabases]
public sealed class LostByImportTests : IAsyncLifetime
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
    public async Task Recovery_codes_of_eight_hexadecimal_digits_come_along_and_each_works_once()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        string[] codes = [.. Enumerable.Range(0, 10).Select(digit => $"ef3899d{digit}")];
        await _stock.GiveTokenAsync(user, "RecoveryCodes", string.Join(';', codes));

        var told = await _stock.ImportAsync();

        Assert.Contains("- Backup codes: 1", told, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", told, StringComparison.Ordinal);
        Assert.True(await SignsInAsync("ann", codes[3]));
        Assert.False(await SignsInAsync("ann", codes[3]));
        Assert.True(await SignsInAsync("ann", codes[4].ToUpperInvariant()));
        Assert.Equal(8, await CountAsync(user.Id, MethodIds.BackupCodes));
        await AssertNothingReadableAsync(codes);
    }

    [Fact]
    public async Task Of_a_mixed_set_the_old_and_the_new_codes_come_along()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        string[] codes = ["4KPMY-NK9N2", "ef3899d0", "7HJ2B-KXN4T", "ef3899d1"];
        await _stock.GiveTokenAsync(user, "RecoveryCodes", string.Join(';', codes));

        await _stock.ImportAsync();

        Assert.Equal(4, await CountAsync(user.Id, MethodIds.BackupCodes));
        Assert.True(await SignsInAsync("ann", "4kpmy nk9n2"));
        Assert.True(await SignsInAsync("ann", "ef3899d1"));
        await AssertNothingReadableAsync(codes);
    }

    [Theory]
    [InlineData("123456;234567;345678", "3 of 3 recovery codes")]
    [InlineData("4KPMY-NK9N2;123456;ef3899d0", "1 of 3 recovery codes")]
    [InlineData("4KPMY-NK9N2;4KPMY-NK9N2", "1 of 2 recovery codes")]
    public async Task Codes_of_an_applications_own_are_lost_and_their_owner_is_named(string codes, string lost)
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        await _stock.GiveTokenAsync(user, "RecoveryCodes", codes);

        var told = await _stock.ImportAsync();

        Assert.Contains("1 have methods that could not be imported", told, StringComparison.Ordinal);
        Assert.Contains($"- ann@example.com: {lost}", told, StringComparison.Ordinal);
        await AssertNothingReadableAsync(codes.Split(';'));
    }

    [Theory]
    [InlineData("07700 900123")]
    [InlineData("+44 20 7946 0958")]
    [InlineData("ask reception")]
    public async Task A_number_that_gets_no_texts_is_said_to_be_lost_and_stays_where_it_was(string number)
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        await _stock.GivePhoneAsync(user, number);

        var told = await _stock.ImportAsync();

        Assert.Contains("- Authentication app: 1", told, StringComparison.Ordinal);
        Assert.Contains("- ann@example.com: text messages (the number has no country code or can't receive text messages; it stays in AspNetUsers.PhoneNumber)", told, StringComparison.Ordinal);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(number, await db.Users.Where(row => row.Id == user.Id).Select(row => row.PhoneNumber).SingleAsync());
    }

    [Theory]
    [InlineData("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP")]
    [InlineData("jbsw-y3dp-ehpk-3pxp-jbsw-y3dp-ehpk-3pxp")]
    [InlineData("jbswy3dpehpk3pxpjbswy3dpehpk3pxp====")]
    public async Task A_key_in_groups_or_small_letters_comes_along(string key)
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        await _stock.GiveTokenAsync(user, "AuthenticatorKey", key);

        await _stock.ImportAsync();

        var browser = await _portal.Browser().TypePasswordAsync("ann");
        await browser.SubmitAsync(("code", await Oathtool.CodeAsync("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", _portal.Clock.GetUtcNow())));
        Assert.True(await browser.IsSignedInAsync());
        await AssertNothingReadableAsync([key]);
    }

    [Theory]
    [InlineData("JBSWY3DPEHPK3PXP")]
    [InlineData("CfDJ8Nq0kZ-an-encrypted-key-of-the-application")]
    public async Task A_key_that_cannot_be_used_is_left_readable_for_nobody(string key)
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        await _stock.GiveTokenAsync(user, "AuthenticatorKey", key);
        await _stock.GiveTokenAsync(user, "RecoveryCodes", "4KPMY-NK9N2;7HJ2B-KXN4T");

        var told = await _stock.ImportAsync();

        Assert.Contains("1 had two-factor on, but with nothing the portal can use.", told, StringComparison.Ordinal);
        Assert.Contains("- ann@example.com", told, StringComparison.Ordinal);
        await AssertNothingReadableAsync([key, "4KPMY-NK9N2"]);
    }

    [Fact]
    public async Task Beside_text_messages_a_key_that_cannot_be_used_is_said_to_be_lost()
    {
        var (user, _) = await _stock.AddWithAppAsync("ann");
        await _stock.GiveTokenAsync(user, "AuthenticatorKey", "JBSWY3DPEHPK3PXP");
        await _stock.GivePhoneAsync(user, "+447700900127");

        var told = await _stock.ImportAsync();

        Assert.Contains("- ann@example.com: authentication app (its key has fewer than 128 bits", told, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing the portal can use", told, StringComparison.Ordinal);
        await AssertNothingReadableAsync(["JBSWY3DPEHPK3PXP"]);
    }

    [Fact]
    public async Task A_passkey_of_another_host_is_said_to_be_lost()
    {
        var user = await _stock.AddAsync("lou");
        await _stock.GiveKeyAsync(user, new SoftwareKey { RelyingParty = "elsewhere.example", Origin = "https://elsewhere.example" });

        var told = await _stock.ImportAsync();

        Assert.Contains("- lou@example.com: 1 of 1 passkeys (not made for the host of Portal:PublicUrl)", told, StringComparison.Ordinal);
        Assert.True(await (await _portal.Browser().TypePasswordAsync("lou")).IsSignedInAsync());
    }

    private async Task AssertNothingReadableAsync(string[] secrets)
    {
        await Rows.ExecuteAsync(_portal, $"VACUUM");
        Assert.Equal(0, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "AspNetUserTokens" """));
        var kept = DatabaseDump.Of(_portal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, kept, StringComparison.Ordinal));
    }

    private async Task<bool> SignsInAsync(string name, string code)
    {
        var browser = await _portal.Browser().TypePasswordAsync(name);
        await browser.TypeCodeAsync(code, MethodIds.BackupCodes);
        return await browser.IsSignedInAsync();
    }

    private async Task<int> CountAsync(string userId, string method)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<MethodEnrolment>().Where(row => row.UserId == userId && row.Method == method).Select(row => row.Count).SingleAsync();
    }
}
