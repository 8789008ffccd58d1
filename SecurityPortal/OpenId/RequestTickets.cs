using Microsoft.AspNetCore.DataProtection;

namespace SecurityPortal.OpenId;

/// <summary>Seals tickets, and the answers that the browser carries back to the authorization endpoint, with data protection.</summary>
internal sealed class RequestTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string CookieName = "__Host-portal-answer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public string Seal(RequestTicket ticket) => Seal("ticket", ticket);

    /// <summary>Returns the ticket if it was sealed here for this session; null otherwise.</summary>
    public RequestTicket? Open(string? text, Guid? session) =>
        Open<RequestTicket>("ticket", text) is { } ticket && ticket.Session == session ? ticket : null;

    /// <summary>Stores the answer in a cookie, for the authorization endpoint.</summary>
    public void Answer(HttpContext context, RequestTicket ticket, RequestAnswer answer) => context.Response.Cookies.Append(
        CookieName, Seal("answer", new Given(ticket.Session, ticket.RequestUri, answer)), Options());

    /// <summary>Returns the answer to this request and deletes its cookie; null when there is none.</summary>
    public RequestAnswer? Take(HttpContext context, string requestUri, Guid? session)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName, Options());
        return Open<Given>("answer", cookie) is { } given && given.Session == session && given.RequestUri == requestUri ? given.Answer : null;
    }

    private static CookieOptions Options() => HostCookie.Options(SameSiteMode.Lax);

    private string Seal<T>(string kind, T value) => Protector(kind).Protect(JsonSerializer.Serialize(new Sealed<T>(value, clock.GetUtcNow() + Lifetime)));

    private T? Open<T>(string kind, string? text)
        where T : class
    {
        try
        {
            return text is { Length: > 0 } && JsonSerializer.Deserialize<Sealed<T>>(Protector(kind).Unprotect(text)) is { } opened
                && opened.Until > clock.GetUtcNow() ? opened.Value : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string kind) => protection.CreateProtector("SecurityPortal.OpenId", kind);

    private sealed record Sealed<T>(T Value, DateTimeOffset Until);

    private sealed record Given(Guid Session, string RequestUri, RequestAnswer Answer);
}
