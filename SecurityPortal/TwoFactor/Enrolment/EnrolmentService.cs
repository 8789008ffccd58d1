using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.TwoFactor.Enrolment;

/// <summary>Turns methods on in three steps, begin, prove and commit, and checks each step on its own.</summary>
internal sealed class EnrolmentService(
    MethodCatalogue catalogue, StepUpGuard guard, PendingEnrolments pending, MethodTokens tokens, CodeDelivery delivery, EnrolmentRules rules,
    AttemptLimiter limiter, EnrolmentCompletion completion)
{
    /// <summary>
    /// Enrolments that a person may begin without finishing one before they have to wait: some cost ten slow hashes.
    /// </summary>
    private const int BegunAtOnce = 30;

    /// <summary>Returns why an enrolment may not begin; null when it may.</summary>
    public async Task<MethodRefusal?> CheckAsync(Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is null ? new(fault!.Value) : rules.Check(session, catalogue.Find(methodId));
    }

    /// <summary>Begins an enrolment with the fields of the method's form.</summary>
    public async Task<BeginResult> BeginAsync(
        Guid sessionId, string methodId, IReadOnlyDictionary<string, string?> input, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return BeginResult.Refuse(fault!.Value);
        }

        var method = catalogue.Find(methodId);
        return rules.Check(session, method) is { } refusal ? new BeginResult.Refused(refusal)
            : await limiter.ReserveAsync(Begun(session.Session.UserId), BegunAtOnce, cancellationToken) is not null
                ? BeginResult.Refuse(MethodFault.TooManySetups)
                : await BeginAsync(session.Session, method!, input, completes: null, cancellationToken);
    }

    /// <summary>Sends a code for an enrolment of a method that sends codes.</summary>
    public async Task<SendCodeResult> SendCodeAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return new SendCodeResult.Refused(new(fault!.Value));
        }

        if (await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row
            || catalogue.Find(row.Method) is not ISendsCodes sender)
        {
            return new SendCodeResult.Refused(new(MethodFault.SetupOver));
        }

        var sent = await sender.SendAsync(row.UserId, row.TokenPurpose, session.Session.Client.Address, cancellationToken);
        return sent is IssueResult.NoDestination
            ? new SendCodeResult.Refused(new(MethodFault.SetupOver))
            : new SendCodeResult.Sent(sent);
    }

    /// <summary>Returns how far the newest code for an enrolment got; null when there is none.</summary>
    /// <param name="to">The masked destination, as the enrolment shows it.</param>
    public async Task<CodeLine?> ProgressAsync(Guid sessionId, Guid setupId, string to, CancellationToken cancellationToken = default)
    {
        var (session, _) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is not null && await OwnAsync(setupId, session.Session, cancellationToken) is { } row
            ? await delivery.LineAsync(row.Method, row.TokenPurpose, to, cancellationToken)
            : null;
    }

    /// <summary>Opens the challenge that proving an enrolment needs; null when the method needs none or the enrolment is over.</summary>
    public async Task<object?> OpenAsync(Guid sessionId, Guid setupId, CancellationToken cancellationToken = default)
    {
        var (session, _) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        return session is not null
            && await OwnAsync(setupId, session.Session, cancellationToken) is { ProvenAt: null } row
            && catalogue.Find(row.Method) is IOpensChallenge opener
            ? await opener.OpenAsync(new(row.UserId, row.TokenPurpose, sessionId, session.Session.Client), cancellationToken)
            : null;
    }

    /// <summary>
    /// Waits a while for a proof given elsewhere: true once it is there, false when it can no longer come, null to ask
    /// again. With false comes the refusal if the session may not wait for it any more.
    /// </summary>
    public async Task<(bool? Answered, MethodRefusal? Refusal)> WaitAsync(
        Guid sessionId, Guid setupId, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return (false, new(fault!.Value));
        }

        if (await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row
            || catalogue.Find(row.Method) is not IAnsweredElsewhere method)
        {
            return (false, null);
        }

        return await method.WaitAsync(row.UserId, row.TokenPurpose, cancellationToken) switch
        {
            WaitState.Answered => (true, null),
            WaitState.Over => (false, null),
            _ => (null, null),
        };
    }

    /// <summary>Checks the live proof and turns the method on, or returns what has to be done first.</summary>
    /// <param name="name">The person's name for a new key or app, for methods that can have several.</param>
    public async Task<TurnOnResult> TurnOnAsync(
        Guid sessionId, Guid setupId, string? proof, string? name, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, enrolling: true);
        if (session is null)
        {
            return TurnOnResult.Refuse(fault!.Value);
        }

        if (await OwnAsync(setupId, session.Session, cancellationToken) is not { ProvenAt: null } row)
        {
            return TurnOnResult.Refuse(MethodFault.SetupOver);
        }

        if (catalogue.Find(row.Method)?.WrongForm(proof) is { } sentence)
        {
            return TurnOnResult.Refuse(MethodFault.WrongCode, sentence);
        }

        if (!await pending.ReserveAttemptAsync(row.Id, row.UserId, name, cancellationToken))
        {
            return TurnOnResult.Refuse(MethodFault.TooManyTries);
        }

        if (!await tokens.VerifyAsync(row.UserId, row.Method, row.TokenPurpose, proof))
        {
            return TurnOnResult.Refuse(
                MethodFault.WrongCode,
                await catalogue.WhyRefusedAsync(row.Method, row.UserId, row.TokenPurpose, proof, cancellationToken));
        }

        return rules.CompanionOf(row, session.Session, session.Enrolled) is { } companion
            ? await WaitForAsync(companion, row, session.Session, cancellationToken)
            : await completion.CommitAsync(row, sessionId, cancellationToken);
    }

    private async Task<BeginResult> BeginAsync(
        LiveSession session, ITwoFactorMethod method, IReadOnlyDictionary<string, string?> input, Guid? completes,
        CancellationToken cancellationToken)
    {
        var prepared = await method.PrepareAsync(new(session.UserId, session.UserName, input), cancellationToken);
        if (prepared is not PrepareResult.Ready ready)
        {
            return BeginResult.Refuse(MethodFault.InvalidInput, ((PrepareResult.Refused)prepared).Message);
        }

        var id = await pending.BeginAsync(
            session.UserId, session.Id, method.Description.Id, ready.Payload, completes, cancellationToken);
        return new BeginResult.Begun(new(id, method.Description.Id, ready.Display));
    }

    private async Task<TurnOnResult> WaitForAsync(
        ITwoFactorMethod companion, PendingEnrolment row, LiveSession session, CancellationToken cancellationToken)
    {
        if (!await pending.MarkProvenAsync(row.Id, row.UserId, cancellationToken))
        {
            return TurnOnResult.Refuse(MethodFault.SetupOver);
        }

        return await BeginAsync(session, companion, new Dictionary<string, string?>(), row.Id, cancellationToken) switch
        {
            BeginResult.Begun begun => new TurnOnResult.SetUpFirst(begun.Setup),
            BeginResult.Refused refused => new TurnOnResult.Refused(refused.Refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>The key of the limit on enrolments begun by a person.</summary>
    public static string Begun(string userId) => $"set-up:{userId}";

    private async Task<PendingEnrolment?> OwnAsync(Guid setupId, LiveSession session, CancellationToken cancellationToken) =>
        await pending.FindAsync(setupId, session.UserId, cancellationToken) is { } row && row.SessionId == session.Id
            ? row
            : null;
}
