using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

/// <summary>A method that sends codes.</summary>
internal interface ISendsCodes
{
    /// <summary>The outbox channel that carries the codes; null when none does.</summary>
    DeliveryChannel? Channel => null;

    /// <summary>Sends a new code for the purpose, which voids the previous one.</summary>
    /// <param name="address">The IP address that asked for the code; null when it was not requested over the network.</param>
    Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken);

    /// <summary>The outbox group of the codes for this purpose, used to track their delivery.</summary>
    string DeliveryGroup(string purpose);
}
