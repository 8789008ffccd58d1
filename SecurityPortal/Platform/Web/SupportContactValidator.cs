using System.Net.Mail;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// Refuses invalid addresses and links at start. Links must be https, because people who follow them are already worried about
/// their account.
/// </summary>
internal sealed class SupportContactValidator : IValidateOptions<PortalOptions>
{
    private const int MostLinks = 6;

    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var contact = options.SupportContact;
        List<string> faults =
        [
            .. TooLong("Portal:SupportContact:Name", contact.Name, 60),
            .. TooLong("Portal:SupportContact:Hours", contact.Hours, 120),
            .. EmailFault(contact.Email),
            .. PhoneFault(contact.Phone),
            .. contact.Url.Length == 0 ? [] : LinkFault("Portal:SupportContact:Url", contact.Url),
            .. options.LegalLinks.Length > MostLinks ? [$"Portal:LegalLinks has {options.LegalLinks.Length} entries. At most {MostLinks} are allowed."] : Array.Empty<string>(),
            .. options.LegalLinks.SelectMany((link, at) => LegalFaults(link, $"Portal:LegalLinks:{at}")),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> LegalFaults(LegalLinkOptions link, string path) =>
    [
        .. string.IsNullOrWhiteSpace(link.Name) ? [$"{path}:Name is missing: a link needs a text."] : TooLong($"{path}:Name", link.Name, 40),
        .. LinkFault($"{path}:Url", link.Url),
    ];

    private static IEnumerable<string> TooLong(string key, string text, int most) =>
        text.Length > most ? [$"{key} has {text.Length} characters. At most {most} are allowed."] : [];

    private static IEnumerable<string> LinkFault(string key, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0
            ? []
            : [$"{key} is '{url}'. Give an address that begins with https://."];

    private static IEnumerable<string> EmailFault(string email) =>
        email.Length == 0 || (MailAddress.TryCreate(email, out var address) && address.Address == email)
            ? []
            : [$"Portal:SupportContact:Email is '{email}'. Give an address such as help@example.com."];

    private static IEnumerable<string> PhoneFault(string phone) =>
        phone.Length == 0 || (phone.Length <= 40 && phone.Any(char.IsAsciiDigit) && phone.All(sign => char.IsAsciiDigit(sign) || " +()-./".Contains(sign)))
            ? []
            : [$"Portal:SupportContact:Phone is '{phone}'. Give a number in digits, spaces and + ( ) - . /, such as +44 20 7946 0958."];
}
