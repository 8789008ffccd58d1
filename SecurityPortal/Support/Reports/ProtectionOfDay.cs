namespace SecurityPortal.Support.Reports;

/// <summary>The numbers of people who were not protected on a day (UTC).</summary>
public sealed record ProtectionOfDay(DateOnly Day, int All, int NoMethod, int WeakOnly, int OneWayIn);
