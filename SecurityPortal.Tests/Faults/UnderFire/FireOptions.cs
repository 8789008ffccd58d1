namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>What a portal under fire is to do, read from the configuration section <c>Fire</c> of its process.</summary>
internal sealed class FireOptions
{
    /// <summary>The number of the first person who acts.</summary>
    public int First { get; set; }

    /// <summary>People who act at once.</summary>
    public int People { get; set; } = 1;

    /// <summary>What each of them does before the process ends by itself; 0 is for ever.</summary>
    public int Rounds { get; set; }

    /// <summary>Whether the trigger is armed from the start, and not only when the people begin.</summary>
    public bool AtOnce { get; set; }

    /// <summary>The point at which the process ends itself as <c>kill -9</c> does.</summary>
    public string? DieAt { get; set; }

    /// <summary>The statement to the database before which it ends itself so, counted from 1 when the people begin.</summary>
    public long DieBeforeStatement { get; set; }

    /// <summary>How far the portal's clock is ahead, as if it were started that much later.</summary>
    public TimeSpan Later { get; set; }
}
