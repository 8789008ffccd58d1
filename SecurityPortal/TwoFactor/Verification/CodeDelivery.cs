using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>Sends codes for a second step and reports how far they got.</summary>
internal sealed class CodeDelivery(MethodCatalogue catalogue, OneTimeCodeService codes, Outbox outbox, DeliveryTexts words)
{
    /// <summary>Sends a code; returns null for methods that send none.</summary>
    /// <param name="address">The IP address that asked for the code.</param>
    public async Task<IssueResult?> SendAsync(
        string userId, string method, string purpose, string? address, CancellationToken cancellationToken = default) =>
        catalogue.Find(method) is ISendsCodes sender
            ? await sender.SendAsync(userId, purpose, address, cancellationToken)
            : null;

    /// <summary>Sends the first code for a purpose, and nothing if there already was one: opening a page twice sends one code.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<IssueResult?> SendFirstAsync(
        string userId, string method, string purpose, string? address, CancellationToken cancellationToken = default) =>
        catalogue.Find(method) is ISendsCodes && await codes.NextSendAsync(purpose, method, cancellationToken) is null
            ? await SendAsync(userId, method, purpose, address, cancellationToken)
            : null;

    /// <summary>Returns how far the newest code got; null for methods that send none.</summary>
    public async Task<CodeProgress?> ProgressAsync(string method, string purpose, CancellationToken cancellationToken = default)
    {
        if (catalogue.Find(method) is not ISendsCodes sender)
        {
            return null;
        }

        var status = await outbox.StatusAsync(sender.DeliveryGroup(purpose), cancellationToken);
        return new(
            status?.State switch
            {
                DeliveryState.Accepted => CodeStep.Sent,
                DeliveryState.Delivered => CodeStep.Delivered,
                DeliveryState.Failed or DeliveryState.Expired or DeliveryState.Cancelled => CodeStep.Failed,
                null => CodeStep.NotSent,
                _ => CodeStep.Sending,
            },
            status?.Fault ?? DeliveryFault.Unknown,
            await codes.NextSendAsync(purpose, method, cancellationToken));
    }

    /// <summary>Returns the same in words; null for methods that send none.</summary>
    /// <param name="to">The masked destination.</param>
    public async Task<CodeLine?> LineAsync(
        string method, string purpose, string to, CancellationToken cancellationToken = default) =>
        await ProgressAsync(method, purpose, cancellationToken) is { } progress
            ? new(words.Say(progress, to, catalogue.Describe(method).Name), progress.IsFinal, progress.HasFailed)
            : null;
}
