namespace SecurityPortal.Platform.Web;

/// <summary>
/// There is no room for this now, and nothing was begun. A form that meets it is answered with "try again in a few
/// seconds" (503); an open page has to catch it.
/// </summary>
internal sealed class PortalBusyException() : Exception("The portal is busy.");
