namespace SecurityPortal.TwoFactor;

/// <summary>A method that has to open something, such as a challenge or a request, before it can be answered.</summary>
internal interface IOpensChallenge
{
    /// <summary>Opens it, or finds the one already open for the purpose; the result is for the method's own component.</summary>
    Task<object?> OpenAsync(ChallengeRequest request, CancellationToken cancellationToken);
}
