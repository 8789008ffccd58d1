using System.Net;
using SecurityPortal.Accounts.Status;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Tokens live no longer than the session in which they were issued.</summary>
[OnBothDatabases]
public sealed class DeadSessionTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly RelyingParty _shop = new(shared.Portal);

    [Fact]
    public async Task After_the_sign_out_neither_code_nor_refresh_token_nor_access_token_is_taken()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var tokens = await _shop.SignInAsync(person.Browser());
        var code = await _shop.CodeAsync(person.Browser());
        Assert.Equal(HttpStatusCode.OK, (await _shop.UserInfoAsync(tokens["access_token"])).Status);

        await person.Browser().SignOutAsync();

        Assert.Equal("invalid_grant", (await _shop.RedeemAsync(code)).Error);
        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(tokens["refresh_token"])).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(tokens["access_token"])).Status);
        Assert.False((await _shop.PostAsync("/connect/introspect", ("token", tokens["access_token"]))).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Neither_is_one_of_a_disabled_account_or_of_a_session_that_lapsed()
    {
        var disabled = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var first = await _shop.SignInAsync(disabled.Browser());
        await _portal.Get<OperatorAccounts>().DisableAsync(disabled.Email, "left");
        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(first["refresh_token"])).Error);

        var idle = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var second = await _shop.SignInAsync(idle.Browser());
        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(second["refresh_token"])).Error);
    }

    [Fact]
    public async Task Removing_the_application_ends_its_tokens_and_leaves_those_of_others()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var spa = new RelyingParty(_portal, "spa", secret: null);
        var (removed, kept) = (await _shop.SignInAsync(person.Browser()), await spa.SignInAsync(person.Browser()));
        var applications = _portal.Get<ConnectedApplications>();
        Assert.Equal(["Example Shop", "Single page"], (await applications.ListAsync(person.Session))!.Select(row => row.Name));

        await applications.RemoveAsync(person.Session, "shop");

        Assert.Equal("invalid_grant", (await _shop.RefreshAsync(removed["refresh_token"])).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _shop.UserInfoAsync(removed["access_token"])).Status);
        Assert.Equal(HttpStatusCode.OK, (await spa.RefreshAsync(kept["refresh_token"])).Status);
        Assert.Equal(["Single page"], (await applications.ListAsync(person.Session))!.Select(row => row.Name));
        Assert.Contains("application-removed Example Shop", await person.ActivityAsync());
        Assert.Equal(HttpStatusCode.OK, (await _shop.RedeemAsync(await _shop.CodeAsync(person.Browser()))).Status);
    }
}
