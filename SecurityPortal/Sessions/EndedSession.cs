using Microsoft.AspNetCore.Components;
using SecurityPortal.Shell;

namespace SecurityPortal.Sessions;

/// <summary>Where an open page leads when its session is over.</summary>
internal static class EndedSession
{
    /// <summary>The sign-in page, which says why and leads back to this page afterwards.</summary>
    public static string SignInUrl(NavigationManager navigation) =>
        $"/sign-in?reason=ended&returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(new Uri(navigation.Uri).PathAndQuery))}";
}
