using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Return addresses that would lead to another site after sign-in.</summary>
public sealed class OpenRedirectsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly Uri Home = new("https://localhost/settings/security");
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string> Elsewhere =>
    [
        "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "/\r\nLocation: https://evil.example", "\t//evil.example", " //evil.example", "https:evil.example", "javascript:alert(1)",
        "data:text/html,x", "evil.example", "@evil.example", "/sign-out", "/SIGN-IN?returnUrl=//evil.example", "",
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Signing_in_leads_home_instead(string url)
    {
        var person = await TestPerson.CreateAsync(_portal);
        var browser = await _portal.Browser().GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(url)}");

        var response = await browser.SendWithoutFollowingAsync(browser.Form(("login", person.Email), ("password", Portal.Password)));

        Assert.Equal(Home, Location(response));
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task The_second_step_and_a_confirmation_lead_home_instead(string url)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(url)}");
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        Assert.Equal(Home, Location(await browser.SendWithoutFollowingAsync(browser.Form(("code", person.NextAppCode())))));

        await browser.GetAsync($"/sign-in/confirm?returnUrl={Uri.EscapeDataString(url)}");
        await browser.SubmitAsync(("password", Portal.Password));
        Assert.Equal(Home, Location(await browser.SendWithoutFollowingAsync(browser.Form(("code", person.NextAppCode())))));
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Somebody_signed_in_already_is_led_home_instead(string url)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var response = await person.Browser().SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"/sign-in?returnUrl={Uri.EscapeDataString(url)}"));

        Assert.Equal(Home, Location(response));
    }

    [Fact]
    public void An_address_too_long_for_its_place_leads_home()
    {
        Assert.Equal(LocalUrl.Home, LocalUrl.OrHome("/" + new string('a', 1024)));
        Assert.Equal("/" + new string('a', 1023), LocalUrl.OrHome("/" + new string('a', 1023)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings/security/two-factor?setup=Sms&then=WhatsApp")]
    [InlineData("/%2F%2Fevil.example")]
    public void Addresses_of_our_own_are_kept(string url) => Assert.Equal(url, LocalUrl.OrHome(url));

    [Fact]
    public async Task A_forged_host_does_not_get_into_any_message()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().GetAsync("/sign-in");
        var form = browser.Form(("login", person.Email), ("password", Portal.Password));
        var request = new HttpRequestMessage(HttpMethod.Post, form.Url) { Content = form.Content };
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        await browser.SendAsync(request);
        await browser.GetAsync("/sign-in/verify");

        Assert.NotEmpty(await _portal.SentToAsync(person.Number));
        Assert.DoesNotContain(await _portal.SentToAsync(person.Number), message => message.Text.Contains("evil"));
    }

    private static Uri Location(HttpResponseMessage response) =>
        new(Home, response.Headers.Location ?? throw new InvalidOperationException($"{response.StatusCode}: no redirect"));
}
