using System.Text;
using System.Text.Json;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>A person's data export lists the applications that they used, and what those may know.</summary>
[OnBothDatabases]
public sealed class ApplicationDataTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task It_names_the_applications_the_scopes_and_whether_the_consent_still_holds_and_no_token()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var (shop, forum, browser) = (new RelyingParty(_portal), new RelyingParty(_portal, "forum"), person.Browser());
        await forum.SendAsync(browser, ("scope", "openid email offline_access"));
        await browser.SubmitAsync(("answer", "allow"));
        var tokens = await forum.RedeemAsync((await forum.ArriveAsync(browser))!["code"]);
        await shop.SignInAsync(browser);

        var (text, applications) = await ExportAsync(person);
        Assert.Equal(["forum", "shop"], applications.GetProperty("signIns").EnumerateArray().Select(row => row.GetProperty("application").GetString()).Order());
        var consent = Assert.Single(applications.GetProperty("consents").EnumerateArray());
        Assert.Equal("forum", consent.GetProperty("application").GetString());
        Assert.Equal(["openid", "email", "offline_access"], consent.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.True(consent.GetProperty("holds").GetBoolean());
        Assert.DoesNotContain(tokens["refresh_token"], text);

        await _portal.Get<ConnectedApplications>().RemoveAsync(person.Session, "forum");
        Assert.False(Assert.Single((await ExportAsync(person)).Applications.GetProperty("consents").EnumerateArray()).GetProperty("holds").GetBoolean());
    }

    private async Task<(string Text, JsonElement Applications)> ExportAsync(TestPerson person)
    {
        var (json, _) = await _portal.Get<PersonalDataExport>().ExportAsync(person.Session);
        return (Encoding.UTF8.GetString(json!), JsonDocument.Parse(json!).RootElement.GetProperty("applications"));
    }
}
