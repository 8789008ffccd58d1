using Microsoft.AspNetCore.Components;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Where an open page goes when its session has ended.</summary>
internal static class EndedSession
{
    /// <summary>Returns the URL of the sign-in page, which says why and returns to this page afterwards.</summary>
    /// <param name="reason">Which message the sign-in page shows.</param>
    public static string SignInUrl(NavigationManager navigation, string reason = "ended") =>
        $"/sign-in?reason={reason}&returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(new Uri(navigation.Uri).PathAndQuery))}";
}
