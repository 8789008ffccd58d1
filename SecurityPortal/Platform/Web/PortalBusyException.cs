namespace SecurityPortal.Platform.Web;

/// <summary>
/// The portal is too busy for this, and has not begun it. A form is answered with "try again in a few seconds" (503); an
/// interactive page has to catch the exception.
/// </summary>
internal sealed class PortalBusyException() : Exception("The portal is busy.");
