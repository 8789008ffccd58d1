using SecurityPortal.Accounts.Email;

namespace SecurityPortal.SignIn.Links;

/// <summary>Explains why an email with a link was not sent.</summary>
internal sealed class LinkTexts(IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>Returns null if it was sent.</summary>
    public string? Explain(LinkRequest result) => result switch
    {
        LinkRequest.NotAnAddress { Fault: EmailFault.Hidden } =>
            texts["That address contains an invisible character. Type the address instead of pasting it."].Value,
        LinkRequest.NotAnAddress { Fault: EmailFault.Dots } =>
            texts["That address has one dot too many before the @. Check it and try again."].Value,
        LinkRequest.NotAnAddress => texts["Enter a complete email address, such as name@example.com."].Value,
        LinkRequest.TooMany tooMany => texts["Too many attempts from your network. Try again in {0}.", Wait(tooMany.Until)].Value,
        _ => null,
    };

    /// <summary>Returns the time left until then in minutes, at least one.</summary>
    public string Wait(DateTimeOffset until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling((until - clock.GetUtcNow()).TotalMinutes));
        return minutes == 1 ? texts["1 minute"] : texts["{0} minutes", minutes];
    }
}
