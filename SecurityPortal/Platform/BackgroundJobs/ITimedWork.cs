namespace SecurityPortal.Platform.BackgroundJobs;

/// <summary>Work that becomes due at irregular times and is checked for periodically.</summary>
internal interface ITimedWork
{
    /// <summary>The interval between two checks.</summary>
    TimeSpan Every { get; }

    /// <summary>How long after start-up it begins: people who are waiting for the portal come first.</summary>
    TimeSpan AfterStart => TimeSpan.FromSeconds(10);

    /// <summary>Does what is due and returns how much that was. When several nodes run it, each item is done by one of them.</summary>
    Task<int> RunAsync(CancellationToken cancellationToken = default);
}
