namespace SecurityPortal.Platform.Web;

/// <summary>Return addresses, which come from a query or a form and may lead only to this portal.</summary>
internal static class LocalUrl
{
    public const string Home = "/settings/security";
    private const int MaxLength = 1024;

    /// <summary>Returns the address if it is a path of this portal that is not part of sign-in or sign-out, else the first page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>Returns the address of a page that passes the return address on, unless that is the first page.</summary>
    public static string With(string page, string? returnUrl) =>
        OrHome(returnUrl) is not Home and var url ? $"{page}?returnUrl={Uri.EscapeDataString(url)}" : page;

    private static bool IsLocal(string? url) =>
        url is { Length: > 0 and <= MaxLength }
        && url[0] == '/'
        && (url.Length == 1 || (url[1] is not '/' and not '\\'))
        && !url.Any(char.IsControl)
        && !url.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase)
        && !url.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
