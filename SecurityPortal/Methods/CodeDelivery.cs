using SecurityPortal.Delivery;
using SecurityPortal.OneTimeCodes;

namespace SecurityPortal.Methods;

/// <summary>Sends codes for a second step and tells how far they got.</summary>
internal sealed class CodeDelivery(MethodCatalogue catalogue, OneTimeCodeService codes, Outbox outbox)
{
    /// <summary>Sends a code; null for methods that send none.</summary>
    public async Task<IssueResult?> SendAsync(
        string userId, string method, string purpose, CancellationToken cancellationToken = default) =>
        catalogue.Find(method) is ISendsCodes sender
            ? await sender.SendAsync(userId, purpose, cancellationToken)
            : null;

    /// <summary>Sends the first code for a purpose, and none if there was one: opening a page twice sends once.</summary>
    public async Task<IssueResult?> SendFirstAsync(
        string userId, string method, string purpose, CancellationToken cancellationToken = default) =>
        await codes.NextSendAsync(purpose, method, cancellationToken) is null
            ? await SendAsync(userId, method, purpose, cancellationToken)
            : null;

    /// <summary>How far the newest code got; null for methods that send none.</summary>
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
            await codes.NextSendAsync(purpose, method, cancellationToken));
    }
}

/// <summary>How far a code got, and when another may be asked for.</summary>
internal sealed record CodeProgress(CodeStep Step, DateTimeOffset? NextSendAt);

internal enum CodeStep
{
    NotSent,
    Sending,
    Sent,
    Delivered,
    Failed,
}
