namespace SecurityPortal.Authentication.Sessions;

/// <summary>The result of asking to end sessions or to trust devices no more.</summary>
public abstract record DeviceResult
{
    private DeviceResult()
    {
    }

    /// <param name="Count">How many sessions or devices there were to end; others may have been quicker.</param>
    public sealed record Done(int Count) : DeviceResult;

    /// <summary>The person has to confirm that it's them first.</summary>
    public sealed record NeedsConfirmation : DeviceResult;
}
