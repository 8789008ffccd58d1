namespace SecurityPortal.Platform.BackgroundJobs;

/// <summary>Work that falls due at times of its own, and is looked for now and then.</summary>
internal interface ITimedWork
{
    /// <summary>How long until it is looked for again.</summary>
    TimeSpan Every { get; }

    /// <summary>How long after the start it begins: people who wait for the portal come first.</summary>
    TimeSpan AfterStart => TimeSpan.FromSeconds(10);

    /// <summary>Does what is due; the result is how much that was. On several nodes at once each piece is done by one.</summary>
    Task<int> RunAsync(CancellationToken cancellationToken = default);
}
