namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>What a portal under fire does, read from its configuration section <c>Fire</c>.</summary>
internal sealed class FireOptions
{
    /// <summary>The number of the first person who acts.</summary>
    public int First { get; set; }

    /// <summary>How many people act concurrently.</summary>
    public int People { get; set; } = 1;

    /// <summary>How many actions each of them takes before the process ends by itself; 0 means no limit.</summary>
    public int Rounds { get; set; }

    /// <summary>Whether the trigger is armed from the start, rather than once the people begin.</summary>
    public bool AtOnce { get; set; }

    /// <summary>The point at which the process kills itself, as <c>kill -9</c> does.</summary>
    public string? DieAt { get; set; }

    /// <summary>The database statement before which it kills itself, counted from 1 once the trigger is armed.</summary>
    public long DieBeforeStatement { get; set; }

    /// <summary>How far the portal's clock runs ahead, as if it had started that much later.</summary>
    public TimeSpan Later { get; set; }
}
