namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>
/// The real time and some more. What a killed process had claimed is free again after its lease, and nobody has to wait
/// for that.
/// </summary>
internal sealed class LaterClock(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
}
