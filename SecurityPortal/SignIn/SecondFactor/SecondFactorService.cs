using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>
/// Checks answers at the second step of a sign-in or a confirmation, in the same way for every method. Each answer counts
/// before it is checked (ASVS 6.3.1, NIST 3.2.2), unless its form shows that it cannot be one.
/// </summary>
internal sealed class SecondFactorService(
    SecondFactorQueries queries, MethodCatalogue catalogue, SecondFactorLockout lockout, RefusedAnswers refused, MethodTokens tokens,
    SecondFactorCompletion completion)
{
    /// <summary>Checks an answer and, if it is right, ends the flow with a session or a confirmation.</summary>
    public async Task<SecondFactorResult> AnswerAsync(
        AuthenticationFlow flow, string? methodId, string? answer, ClientInfo client, CancellationToken cancellationToken)
    {
        var choices = await queries.ChoicesAsync(flow, cancellationToken);
        var choice = choices.Find(methodId);
        if (choice is null && choices.IsClosed && catalogue.Find(methodId)?.Description.IsGuessable == true)
        {
            return new SecondFactorResult.Closed();
        }

        if (choice is not null && catalogue.Find(choice.Method.Id)!.WrongForm(answer) is { } sentence)
        {
            return new SecondFactorResult.Malformed(sentence);
        }

        // An answer for a method that is not available to the person is not checked, so it is not a guess, but it costs the
        // flow and the account an attempt.
        var id = choice?.Method.Id ?? catalogue.Find(methodId)?.Description.Id ?? "";
        var reserved = await lockout.ReserveAsync(flow, id, choice?.Method.IsGuessable ?? false, cancellationToken);
        switch (reserved)
        {
            case { IsOver: true }:
                return new SecondFactorResult.Over();
            case { IsClosed: true }:
                return new SecondFactorResult.Closed();
            case { LockedUntil: { } lockedUntil }:
                return new SecondFactorResult.Locked(lockedUntil);
        }

        if (choice is null || !await tokens.VerifyAsync(flow.UserId, choice.Method.Id, flow.TokenPurpose, answer))
        {
            await refused.NoteAsync(flow.UserId, id, reserved, client);
            return reserved.Closes ? new SecondFactorResult.Closed()
                : choice is null ? new SecondFactorResult.Wrong(null)
                : new SecondFactorResult.Wrong(
                    await catalogue.WhyRefusedAsync(id, flow.UserId, flow.TokenPurpose, answer, cancellationToken)
                        ?? choice.Method.WrongAnswer);
        }

        return await completion.FinishAsync(flow, choice.Method, client, cancellationToken);
    }
}
