namespace SecurityPortal.TwoFactor;

/// <summary>
/// Is told, in the same transaction, of changes of methods that overtake what others have in progress; other folders
/// register theirs.
/// </summary>
internal interface IMethodsChangedHandler
{
    /// <summary>The person proved these methods, new ones or in the place of old ones.</summary>
    Task SetUpAsync(PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken);

    /// <summary>No method is left that stands alone, at the hand of support or by the person's own recovery.</summary>
    Task ResetAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
