namespace SecurityPortal.Platform.Web;

/// <summary>Addresses to return to, which come from a query or a form and may lead nowhere but here.</summary>
internal static class LocalUrl
{
    public const string Home = "/settings/security";
    private const int MaxLength = 1024;

    /// <summary>The address if it is a path of this portal, else the first page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    /// <summary>A page of ours that hands on where to return to, if that is somewhere in particular.</summary>
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
