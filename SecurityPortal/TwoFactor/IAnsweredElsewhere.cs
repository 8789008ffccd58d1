namespace SecurityPortal.TwoFactor;

/// <summary>A method that is answered somewhere else while the page waits.</summary>
internal interface IAnsweredElsewhere
{
    /// <summary>Waits a while for an answer; returns whether it was given, can still come, or no longer can.</summary>
    Task<WaitState> WaitAsync(string userId, string purpose, CancellationToken cancellationToken);
}
