namespace SecurityPortal.TwoFactor;

/// <summary>A method that can say more about a refused answer than that it was wrong.</summary>
internal interface IExplainsRefusals
{
    /// <summary>
    /// Returns why this person's answer is not accepted although it may be correct, and what would be, in their language;
    /// null when it was simply wrong. Decides nothing: the answer has already been refused.
    /// </summary>
    /// <param name="purpose">What the answer was for, as the token provider got it.</param>
    Task<string?> WhyRefusedAsync(string userId, string purpose, string? answer, CancellationToken cancellationToken);
}
