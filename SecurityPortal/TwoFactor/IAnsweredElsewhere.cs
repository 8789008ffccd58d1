namespace SecurityPortal.TwoFactor;

/// <summary>A method whose answer is given somewhere else, while the page waits.</summary>
internal interface IAnsweredElsewhere
{
    /// <summary>Whether it has been answered, or can no longer be. Waits a while for a change.</summary>
    Task<WaitState> WaitAsync(string userId, string purpose, CancellationToken cancellationToken);
}
