using SecurityPortal.Authentication.Flows;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>
/// Sends the first code when a method opens. If the method opened by itself and cannot deliver, the one that it builds on
/// stands in: WhatsApp falls back to a text message. A person who chose the method is told instead, and chooses again.
/// </summary>
internal sealed class SecondFactorDelivery(CodeDelivery delivery, MethodCatalogue catalogue, DeliveryTexts words, CodeTexts codeWords)
{
    /// <param name="isChosen">Whether the person chose this method here.</param>
    public async Task<OpenedSecondFactor> OpenAsync(
        AuthenticationFlow flow, SecondFactorChoices choices, SecondFactorChoice choice, bool isChosen, string address, CancellationToken cancellationToken)
    {
        var sent = await delivery.SendFirstAsync(
            flow.UserId, choice.Method.Id, flow.TokenPurpose, address, cancellationToken);
        var progress = await delivery.ProgressAsync(choice.Method.Id, flow.TokenPurpose, cancellationToken);
        if (isChosen || Instead(choices, choice) is not { } instead
            || !(progress is { HasFailed: true } || sent is IssueResult.NotSent))
        {
            return new(choice, Error: codeWords.Explain(sent), Notice: null);
        }

        sent = await delivery.SendFirstAsync(flow.UserId, instead.Method.Id, flow.TokenPurpose, address, cancellationToken);
        return new(
            instead,
            Error: codeWords.Explain(sent),
            Notice: words.SayInstead(progress, choice.Hint ?? "", choice.Method.Name, instead.Method.OneMessage!));
    }

    /// <summary>Returns the method that can deliver in place of this one; null if there is none.</summary>
    public SecondFactorChoice? Instead(SecondFactorChoices choices, SecondFactorChoice choice) =>
        choice.Method.Requires is { } required && catalogue.Find(required) is ISendsCodes
            ? choices.All.FirstOrDefault(other => other.Method.Id == required)
            : null;
}
