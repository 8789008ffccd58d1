namespace SecurityPortal.Authentication.Sessions;

/// <summary>The result of a device's token.</summary>
internal abstract record DeviceUse
{
    private DeviceUse()
    {
    }

    public sealed record Trusted(DeviceToken Next) : DeviceUse;

    public sealed record Unknown : DeviceUse;

    /// <summary>The token was used before; the device is not trusted any more.</summary>
    public sealed record Replayed : DeviceUse;
}
