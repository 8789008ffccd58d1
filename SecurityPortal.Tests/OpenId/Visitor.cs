using System.Net;
using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Carol at a listening portal, on her way to an application and back. She has text messages and an app.</summary>
internal sealed class Visitor : IDisposable
{
    private const string Number = "+14155550123";
    private const string AppKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private readonly ListeningPortal _portal;
    private readonly HttpMessageInvoker _connection = FormClient.NewConnection();

    public Visitor(ListeningPortal portal) =>
        (_portal, Browser) = (portal, new FormClient(_connection, new(portal.Url)) { StopsElsewhere = true });

    public FormClient Browser { get; }

    /// <summary>Returns her browser at this application.</summary>
    public FormClient At(Uri application) => new(_connection, application) { StopsElsewhere = true };

    /// <summary>Signs in with a text message, trusts the browser, and signs out: the next sign-in is by password alone.</summary>
    public async Task TrustThisBrowserAsync()
    {
        await Browser.GetAsync("/sign-in");
        await Browser.SubmitAsync(("login", "carol@example.com"), ("password", Portal.Password));
        await Browser.GetAsync("/sign-in/verify?method=Sms");
        await Browser.SubmitAsync(
            ("code", await _portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Number)), ("trust", "true"));
        Assert.Equal("/settings/security", Browser.Path);
        await Browser.SubmitToAsync("/sign-out");
    }

    /// <summary>Follows an application to the portal, and signs in with her password.</summary>
    /// <returns>Where the portal sends her next.</returns>
    public async Task<Uri> SignInAsync(string url)
    {
        await Browser.GetAsync(new Uri(url).PathAndQuery);
        Assert.StartsWith("/sign-in?returnUrl=", Browser.Path);
        await Browser.SubmitAsync(("login", "carol@example.com"), ("password", Portal.Password));
        return await LeaveAsync();
    }

    /// <summary>Follows an application to the portal, and confirms with her password and her app.</summary>
    public async Task<Uri> ConfirmAsync(string url)
    {
        await Browser.GetAsync(new Uri(url).PathAndQuery);
        Assert.StartsWith("/sign-in/confirm?", Browser.Path);
        await Browser.SubmitAsync(("password", Portal.Password));
        await Browser.GetAsync($"{Browser.Path}{(Browser.Path.Contains('?') ? '&' : '?')}method=AuthenticatorApp");
        await Browser.SubmitAsync(("code", await Oathtool.CodeAsync(AppKey, _portal.Clock.GetUtcNow())));
        return await LeaveAsync();
    }

    /// <summary>Follows an application to the portal, and is sent on immediately.</summary>
    public async Task<Uri> PassAsync(string url)
    {
        await Browser.GetAsync(new Uri(url).PathAndQuery);
        return await LeaveAsync();
    }

    public void Dispose() => _connection.Dispose();

    // The page between a form and an application redirects by itself, which this browser does not follow.
    private async Task<Uri> LeaveAsync()
    {
        if (Browser.LeftFor is null && Regex.Match(Browser.Page, "href=\"(/connect/[^\"]+)\"") is { Success: true } next)
        {
            await Browser.GetAsync(WebUtility.HtmlDecode(next.Groups[1].Value));
        }

        Assert.True(Browser.LeftFor is not null, $"{Browser.Path}: {Browser.Page}");
        return Browser.LeftFor;
    }
}
