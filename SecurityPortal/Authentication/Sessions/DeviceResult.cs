namespace SecurityPortal.Authentication.Sessions;

/// <summary>The result of a request to end sessions or to remove trusted devices.</summary>
public abstract record DeviceResult
{
    private DeviceResult()
    {
    }

    /// <param name="Count">How many sessions or devices were ended; others may have been ended elsewhere just before.</param>
    public sealed record Done(int Count) : DeviceResult;

    /// <summary>The person must confirm that it's them first.</summary>
    public sealed record NeedsConfirmation : DeviceResult;
}
