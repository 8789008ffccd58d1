namespace SecurityPortal.Support.Reports;

/// <summary>Who was not protected on a day (UTC).</summary>
public sealed record ProtectionOfDay(DateOnly Day, int All, int NoMethod, int WeakOnly, int OneWayIn);
