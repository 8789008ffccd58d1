namespace SecurityPortal.TwoFactor;

/// <summary>A method that has to begin something before it can be answered: a challenge, a request.</summary>
internal interface IOpensChallenge
{
    /// <summary>Begins it, or finds what was begun for the purpose; the result is for the method's own component.</summary>
    Task<object?> OpenAsync(ChallengeRequest request, CancellationToken cancellationToken);
}
