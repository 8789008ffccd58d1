using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor;

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
