using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>An application that kept its people in Identity's tables now sends them to the portal.</summary>
[OnBothDatabases]
public sealed class ImportedPeopleTests : IAsyncDisposable
{
    private readonly Portal _portal = new(OpenIdPortal.Settings) { IsEmpty = true };

    [Fact]
    public async Task They_come_with_the_id_the_password_and_the_app_that_they_had_there()
    {
        await using var stock = await StockApplication.CreateAsync(_portal);
        var (user, key) = await stock.AddWithAppAsync("ann");
        var plain = await stock.AddAsync("ben");
        await stock.ImportAsync();
        var shop = new RelyingParty(_portal);

        var ann = _portal.Browser();
        Assert.Null(await shop.SendAsync(ann));
        await ann.SubmitAsync(("login", user.Email!), ("password", Portal.Password));
        await ann.SubmitAsync(("code", await Oathtool.CodeAsync(key, _portal.Clock.GetUtcNow())));
        var id = await IdOfAsync(shop, ann);
        Assert.Equal(user.Id, id.Subject);
        Assert.Equal("https://refeds.org/profile/mfa", id.GetClaim("acr").Value);

        var ben = _portal.Browser();
        Assert.Null(await shop.SendAsync(ben));
        await ben.SubmitAsync(("login", plain.Email!), ("password", Portal.Password));
        id = await IdOfAsync(shop, ben);
        Assert.Equal(plain.Id, id.Subject);
        Assert.Equal("https://refeds.org/profile/sfa", id.GetClaim("acr").Value);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private static async Task<Microsoft.IdentityModel.JsonWebTokens.JsonWebToken> IdOfAsync(RelyingParty shop, TestBrowser browser) =>
        await shop.CheckAsync((await shop.RedeemAsync((await shop.ArriveAsync(browser))!["code"]))["id_token"]);
}
