namespace SecurityPortal.Authentication.Sessions;

/// <summary>The result of using a device's token.</summary>
internal abstract record DeviceUse
{
    private DeviceUse()
    {
    }

    public sealed record Trusted(DeviceToken Next) : DeviceUse;

    public sealed record Unknown : DeviceUse;

    /// <summary>The token had been used before, so the device is no longer trusted.</summary>
    public sealed record Replayed : DeviceUse;
}
