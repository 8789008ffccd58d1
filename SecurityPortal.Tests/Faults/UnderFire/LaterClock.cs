namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>
/// The real time plus an offset, so that the leases of a killed process expire without anybody waiting for them.
/// </summary>
internal sealed class LaterClock(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
}
