using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>
/// "Test it": lets a person try a method that is on, while nothing depends on it. A correct answer grants nothing; it only
/// records that the method was used. Wrong ones therefore have their own limit, which locks only this test: if they counted
/// towards the second step's limit, a thief with a stolen session could close the owner's codes (Docs/Decisions/04).
/// </summary>
internal sealed class MethodTrials(
    MethodCatalogue catalogue, SessionStore sessions, Enrolments enrolments, MethodTokens tokens, AttemptLimiter limiter,
    CodeDelivery delivery, AuditLogWriter log)
{
    private const int Tries = 5;

    /// <summary>Sends a code to test with, for methods that send codes.</summary>
    public async Task<SendCodeResult> SendCodeAsync(
        Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, refusal) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is not null && catalogue.Find(methodId) is ISendsCodes sender
            ? new SendCodeResult.Sent(await sender.SendAsync(session.UserId, Purpose(session), session.Client.Address, cancellationToken))
            : new SendCodeResult.Refused(refusal ?? new(MethodFault.UnknownMethod));
    }

    /// <summary>Returns how far the newest test code got; null when there is none.</summary>
    /// <param name="to">The masked destination.</param>
    public async Task<CodeLine?> ProgressAsync(
        Guid sessionId, string methodId, string to, CancellationToken cancellationToken = default)
    {
        var (session, _) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is null ? null : await delivery.LineAsync(methodId, Purpose(session), to, cancellationToken);
    }

    /// <summary>Opens the challenge that the method needs before it can be answered; null when it needs none or cannot be tested.</summary>
    public async Task<object?> OpenAsync(Guid sessionId, string methodId, CancellationToken cancellationToken = default)
    {
        var (session, _) = await CheckAsync(sessionId, methodId, cancellationToken);
        return session is not null && catalogue.Find(methodId) is IOpensChallenge opener
            ? await opener.OpenAsync(new(session.UserId, Purpose(session), sessionId, session.Client), cancellationToken)
            : null;
    }

    /// <summary>Checks the answer. Tries are counted, as everywhere.</summary>
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
                MethodFault.WrongCode,
                await catalogue.WhyRefusedAsync(methodId, session.UserId, Purpose(session), answer, cancellationToken));
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

        // Testing an emergency method would use it up.
        return catalogue.Find(methodId)?.Description is { TestComponent: not null, IsEmergency: false } && catalogue.IsServed(methodId)
            && (await enrolments.ListAsync(session.UserId, cancellationToken)).IsOn(methodId)
            ? (session, null)
            : (null, new(MethodFault.UnknownMethod));
    }

    private static string Purpose(LiveSession session) => $"test:{session.Id:N}";
}
