namespace SecurityPortal.TwoFactor;

/// <summary>
/// Handles changes of methods that other features have to react to, in the same transaction. Other folders register their
/// own handlers.
/// </summary>
internal interface IMethodsChangedHandler
{
    /// <summary>Called when the person has proven these methods, whether turned on, added to or replaced.</summary>
    Task SetUpAsync(PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken);

    /// <summary>Called when support or the person's own recovery has removed the last primary method.</summary>
    Task ResetAsync(PersonTransaction transaction, CancellationToken cancellationToken);
}
