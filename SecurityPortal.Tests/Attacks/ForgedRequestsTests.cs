using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Requests that another site makes a person's browser send (ASVS 3.5.1, 3.5.3).</summary>
public sealed class ForgedRequestsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/verify")]
    [InlineData("/sign-in/confirm")]
    [InlineData("/sign-out")]
    [InlineData("/register")]
    [InlineData("/sign-in/forgot-password")]
    public async Task A_post_without_its_token_is_refused(string path)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        var browser = person.Browser();
        var pending = await _portal.Browser().TypePasswordAsync(person.Email);
        browser.SetCookie("__Host-portal-sign-in", pending.Cookie("__Host-portal-sign-in")!);

        var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = Fields(
                ("_handler", "step"), ("login", person.Email), ("password", Portal.Password), ("method", MethodIds.App), ("code", person.NextAppCode())),
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(1, await Rows.OpenSessionsAsync(_portal, person.Id));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_token_of_another_browser_is_refused()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var attacker = await _portal.Browser().GetAsync("/sign-in");
        var token = attacker.Page!.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var browser = await person.Browser().GetAsync("/settings/security");

        var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/sign-out")
        {
            Content = Fields(("__RequestVerificationToken", token)),
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/sign-in?login={0}&password=Correct-horse-7&_handler=sign-in")]
    [InlineData("/sign-in/verify?code={1}&_handler=step&action=send")]
    [InlineData("/sign-in/confirm?password=Correct-horse-7&code={1}&_handler=confirm-password")]
    [InlineData("/settings/security/two-factor?off=AuthenticatorApp")]
    [InlineData("/settings/security/two-factor?off=BackupCodes&setup=Sms&then=WhatsApp&fix=methods")]
    [InlineData("/settings/security/two-factor?setup=BackupCodes")]
    public async Task A_get_changes_nothing(string path)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms);
        await person.SignInAsync(MethodIds.App);
        var browser = person.Browser();
        var before = await StateAsync(person);

        await browser.GetAsync(string.Format(path, person.Email, person.NextAppCode()));

        Assert.Equal(before, await StateAsync(person));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_verbs_change_nothing(string verb)
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var before = await StateAsync(person);
        foreach (var path in new[] { "/sign-out", "/sign-in", "/sign-in/confirm", "/settings/security/two-factor" })
        {
            var response = await person.Browser().SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));
            Assert.InRange((int)response.StatusCode, 400, 499);
        }

        Assert.Equal(before, await StateAsync(person));
    }

    // Row counts of everything that belongs to the person, and whether a session was confirmed again.
    private async Task<string> StateAsync(TestPerson person)
    {
        string[] tables = ["MethodEnrolments", "AuthenticatorApps", "BackupCodes", "PendingEnrolments", "Outbox", "ActivityLog", "PendingFlows", "OneTimeCodes"];
        var counts = new List<int> { await Rows.OpenSessionsAsync(_portal, person.Id) };
        foreach (var table in tables)
        {
            counts.Add(await Rows.CountAsync(_portal, table, person.Id));
        }

        counts.Add(await Rows.NumberAsync(
            _portal, """SELECT count(*) AS "Value" FROM "Sessions" WHERE "UserId" = @p0 AND "ConfirmedAt" = "CreatedAt" """, person.Id));
        return string.Join(' ', counts);
    }

    private static FormUrlEncodedContent Fields(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
