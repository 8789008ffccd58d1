using Microsoft.AspNetCore.Components;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Where an open page leads when its session is over.</summary>
internal static class EndedSession
{
    /// <summary>The sign-in page, which says why and leads back to this page afterwards.</summary>
    /// <param name="reason">Which sentence the sign-in page says.</param>
    public static string SignInUrl(NavigationManager navigation, string reason = "ended") =>
        $"/sign-in?reason={reason}&returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(new Uri(navigation.Uri).PathAndQuery))}";
}
