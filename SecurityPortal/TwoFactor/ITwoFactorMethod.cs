namespace SecurityPortal.TwoFactor;

/// <summary>
/// One two-factor method. An Identity token provider registered under the same id checks its codes and proofs; this
/// interface covers the rest: its name, what setting it up takes, and what it stores.
/// </summary>
internal interface ITwoFactorMethod
{
    /// <summary>The description in the current culture.</summary>
    MethodDescription Description { get; }

    /// <summary>The detail in the row of a method that is on, such as "2 apps" or a masked number; null for none.</summary>
    MethodDetail? Detail(MethodEnrolment enrolment);

    /// <summary>Checks the person's input and prepares what the enrolment shows and keeps.</summary>
    Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the method's data in the transaction that turns it on (or adds to it, or replaces what it had). Null when
    /// that is no longer possible because something it depends on has changed.
    /// </summary>
    Task<AppliedEnrolment?> ApplyAsync(PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken);

    /// <summary>Deletes everything that the method stores about the person.</summary>
    Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Returns what is wrong with the format of an answer, in the person's language; null when the format is valid. An
    /// answer in the wrong format is not checked and costs no try.
    /// </summary>
    string? WrongForm(string? answer) => null;

    /// <summary>The staged roll-out of the method (R6); null for a method that is offered to everybody.</summary>
    IRollout? Rollout => null;

    /// <summary>
    /// Returns why this person can neither set up nor use the method at the moment, as a short sentence; null when they
    /// can.
    /// </summary>
    /// <param name="session">The session that asks; null at sign-in.</param>
    Task<string?> ObstacleAsync(PortalDbContext db, string userId, Guid? session, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
