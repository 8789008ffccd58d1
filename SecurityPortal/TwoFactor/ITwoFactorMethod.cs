namespace SecurityPortal.TwoFactor;

/// <summary>
/// One two-factor method. Its codes and proofs are checked by an Identity token provider registered under the same
/// id; this is the rest: what it is called, what setting it up needs, and what it keeps.
/// </summary>
internal interface ITwoFactorMethod
{
    /// <summary>In the current culture.</summary>
    MethodDescription Description { get; }

    /// <summary>The detail in the row of a method that is on: "2 apps", a masked number; null for none.</summary>
    MethodDetail? Detail(MethodEnrolment enrolment);

    /// <summary>Checks what the person gave to begin with, and makes ready what the enrolment shows and keeps.</summary>
    Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what the method keeps, in the transaction that turns it on (or adds to it, or replaces what it had).
    /// Null when that is no longer possible because something it builds on has changed.
    /// </summary>
    Task<AppliedEnrolment?> ApplyAsync(PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken);

    /// <summary>Deletes all that the method keeps about the person.</summary>
    Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// What is wrong with the form of an answer, in the person's language; null when it can be an answer. One that cannot
    /// is not looked at, and costs no try.
    /// </summary>
    string? WrongForm(string? answer) => null;

    /// <summary>To whom it is offered yet (R6); null for a method that is everybody's.</summary>
    IRollout? Rollout => null;

    /// <summary>
    /// Why the method can be neither set up nor used by this person at the moment, in a short sentence; null when
    /// it can.
    /// </summary>
    /// <param name="session">The session that asks; null at a sign-in.</param>
    Task<string?> ObstacleAsync(PortalDbContext db, string userId, Guid? session, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
