using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// One two-factor method. Its codes and proofs are checked by an Identity token provider registered under the same
/// id; this is the rest: what it is called, what setting it up needs, and what it keeps.
/// </summary>
internal interface ITwoFactorMethod
{
    /// <summary>In the current culture.</summary>
    MethodDescription Description { get; }

    /// <summary>What the row says of a method that is on: "2 apps", a masked number; null for nothing.</summary>
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

/// <summary>A method that has to begin something before it can be answered: a challenge, a request.</summary>
internal interface IOpensChallenge
{
    /// <summary>Begins it, or finds what was begun for the purpose; the result is for the method's own component.</summary>
    Task<object?> OpenAsync(ChallengeRequest request, CancellationToken cancellationToken);
}

/// <summary>A method whose answer is given somewhere else, while the page waits.</summary>
internal interface IAnsweredElsewhere
{
    /// <summary>Whether it has been answered, or can no longer be. Waits a while for a change.</summary>
    Task<WaitState> WaitAsync(string userId, string purpose, CancellationToken cancellationToken);
}

/// <summary>How a wait stands.</summary>
internal enum WaitState
{
    Waiting,
    Answered,
    Over,
}

/// <summary>For whom and what a method begins something.</summary>
/// <param name="Session">The session of an enrolment or a confirmation; null at a sign-in.</param>
internal sealed record ChallengeRequest(string UserId, string Purpose, Guid? Session, ClientInfo Client);

/// <summary>A method that sends codes.</summary>
internal interface ISendsCodes
{
    /// <summary>The channel of the outbox that the codes go by; null when they go by none.</summary>
    DeliveryChannel? Channel => null;

    /// <summary>Sends a new code for the purpose, which voids the one before.</summary>
    /// <param name="address">The IP address that it was asked for from; null when nobody asked over the network.</param>
    Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken);

    /// <summary>The outbox group of the codes for this purpose, by which their delivery is followed.</summary>
    string DeliveryGroup(string purpose);
}

/// <summary>A method that can say more of a refused answer than that it was wrong.</summary>
internal interface IExplainsRefusals
{
    /// <summary>
    /// Why this person's answer does not do even where it is right, in their language and with what would do; null when it
    /// was simply wrong. Decides nothing: the answer was refused already.
    /// </summary>
    Task<string?> WhyRefusedAsync(string userId, string? answer, CancellationToken cancellationToken);
}

/// <summary>A method of which a person can have several.</summary>
internal interface IHasItems
{
    Task<IReadOnlyList<MethodItem>> ListAsync(PortalDbContext db, string userId, CancellationToken cancellationToken);

    /// <summary>False when the person has no such item.</summary>
    Task<bool> RenameAsync(PersonTransaction transaction, Guid itemId, string name, CancellationToken cancellationToken);

    /// <summary>False when the person has no such item.</summary>
    Task<bool> RemoveAsync(PersonTransaction transaction, Guid itemId, CancellationToken cancellationToken);
}

/// <summary>What a row says of a method that is on.</summary>
/// <param name="Text">"2 apps", "7 of 10 left", a masked number.</param>
/// <param name="NeedsAttention">Whether the person should do something about it.</param>
public sealed record MethodDetail(string Text, bool NeedsAttention = false);

/// <summary>One key or app.</summary>
public sealed record MethodItem(Guid Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>What else there is to say of it, in the person's language, a few words each.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}

/// <summary>What a person gave to begin an enrolment with.</summary>
/// <param name="UserId">Whose enrolment it is.</param>
/// <param name="UserName">The account's name, as an authenticator app will show it.</param>
/// <param name="Input">The fields of the method's own form.</param>
internal sealed record EnrolmentRequest(string UserId, string UserName, IReadOnlyDictionary<string, string?> Input)
{
    public string? this[string field] => Input.GetValueOrDefault(field);
}

/// <summary>The result of a request to begin an enrolment.</summary>
internal abstract record PrepareResult
{
    private PrepareResult()
    {
    }

    /// <param name="Payload">What to keep, encrypted, until the method is on.</param>
    /// <param name="Display">What the enrolment component shows; never kept.</param>
    public sealed record Ready(string Payload, object? Display = null) : PrepareResult
    {
        public override string ToString() => nameof(Ready);
    }

    /// <param name="Message">What is wrong and what to do, in the person's language.</param>
    public sealed record Refused(string Message) : PrepareResult;
}

/// <summary>An enrolment whose proof was right.</summary>
/// <param name="Payload">What the method kept when it was begun.</param>
/// <param name="Proof">What the proof left behind.</param>
/// <param name="Name">The name that the person typed for a new key or app.</param>
internal sealed record ProvenEnrolment(string Payload, string? Proof, string? Name)
{
    public override string ToString() => nameof(ProvenEnrolment);
}

/// <summary>What the row of a method says once it is on.</summary>
internal sealed record AppliedEnrolment(int Count = 1, string? Hint = null, string Destination = "")
{
    /// <summary>The person's other session that took part in the proof, and is not ended by the change (R18).</summary>
    public Guid? TookPart { get; init; }
}
