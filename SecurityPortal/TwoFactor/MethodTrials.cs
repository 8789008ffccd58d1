using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// "Test it": a person tries a method that is on, while it does not matter. A right answer has no effect but the knowledge
/// that it works. So wrong ones have a limit of their own, which locks nothing but this: with the one of the second step,
/// whoever has stolen a session could close the owner's codes from it (Docs/Decisions/04).
/// </summary>
internal sealed class MethodTrials(
    MethodCatalogue catalogue, SessionStore sessions, Enrolments enrolments, MethodTokens tokens, AttemptLimiter limiter,
    CodeDelivery delivery, AuditLogWriter log)
{
    private const int Tries = 5;

    /// <summary>Sends a code to try, for methods that send codes.</summary>
    public async Task<SendCodeResult> SendCodeAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, refusal) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is not null && catalogue.Find(methodId) is ISendsCodes sender
            ? new SendCodeResult.Sent(await sender.SendAsync(session.UserId, Purpose(session), session.Client.Address, cancellationToken))
            : new SendCodeResult.Refused(refusal ?? new(MethodFault.UnknownMethod));
    }

    /// <summary>How far the newest code to try got; null when there is none.</summary>
    /// <param name="to">The masked destination.</param>
    public async Task<CodeLine?> ProgressAsync(
        Guid sessionId, string methodId, string to, CancellationToken cancellationToken = default)
    {
        var (session, _) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is null ? null : await delivery.LineAsync(methodId, Purpose(session), to, cancellationToken);
    }

    /// <summary>Begins what the method needs before it can be answered; null when it needs nothing.</summary>
    public async Task<object?> OpenAsync(Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, _) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is not null && catalogue.Find(methodId) is IOpensChallenge opener
            ? await opener.OpenAsync(new(session.UserId, Purpose(session), sessionId, session.Client), cancellationToken)
            : null;
    }

    /// <summary>Whether the answer is right. Tries are counted, like everywhere.</summary>
    public async Task<MethodResult> AnswerAsync(
        Guid sessionId, string methodId, string? answer, CancellationToken cancellationToken = default)
    {
        var (session, refusal) = await CheckAsync(sessionId, methodId, cancellationToken);
        if (session is null)
        {
            return new MethodResult.Refused(refusal!);
        }

        if (catalogue.Find(methodId)!.WrongForm(answer) is { } sentence)
        {
            return MethodResult.Refuse(MethodFault.WrongCode, sentence);
        }

        var key = $"test:{session.UserId}";
        if (await limiter.ReserveAsync(key, Tries, cancellationToken) is not null)
        {
            return MethodResult.Refuse(MethodFault.TooManyTries);
        }

        if (!await tokens.VerifyAsync(session.UserId, methodId, Purpose(session), answer))
        {
            await log.AppendAsync(
                new AuditEvent(session.UserId, AuditEvents.SecondFactorRefused, methodId).From(session.Client), cancellationToken);
            return MethodResult.Refuse(
                MethodFault.WrongCode, await catalogue.WhyRefusedAsync(methodId, session.UserId, answer, cancellationToken));
        }

        await limiter.ClearAsync(key, cancellationToken);
        await enrolments.NoteUseAsync(session.UserId, methodId, cancellationToken);
        return new MethodResult.Done();
    }

    private async Task<(LiveSession? Session, MethodRefusal? Refusal)> CheckAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return (null, new(MethodFault.SessionEnded));
        }

        // An emergency measure is spent by trying it.
        return catalogue.Find(methodId)?.Description is { TestComponent: not null, IsEmergency: false } && catalogue.IsServed(methodId)
            && (await enrolments.ListAsync(session.UserId, cancellationToken)).IsOn(methodId)
            ? (session, null)
            : (null, new(MethodFault.UnknownMethod));
    }

    private static string Purpose(LiveSession session) => $"test:{session.Id:N}";
}
