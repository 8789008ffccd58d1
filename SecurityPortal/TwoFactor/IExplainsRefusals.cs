namespace SecurityPortal.TwoFactor;

/// <summary>A method that can say more of a refused answer than that it was wrong.</summary>
internal interface IExplainsRefusals
{
    /// <summary>
    /// Why this person's answer does not do even where it is right, in their language and with what would do; null when it
    /// was simply wrong. Decides nothing: the answer was refused already.
    /// </summary>
    Task<string?> WhyRefusedAsync(string userId, string? answer, CancellationToken cancellationToken);
}
