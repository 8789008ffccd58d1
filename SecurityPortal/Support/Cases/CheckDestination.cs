using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;

namespace SecurityPortal.Support.Cases;

/// <param name="Full">The full number or address, which never leaves the services.</param>
/// <param name="Masked">The form that pages show.</param>
/// <param name="CountryCode">The calling code of a number.</param>
/// <param name="Region">The country of a number, as two letters (ISO 3166).</param>
internal sealed record CheckDestination(string Full, string Masked, int? CountryCode, string? Region)
{
    /// <summary>The request that the send guard checks for a text to this number; null for an address.</summary>
    public SendRequest? Request => Region is null ? null : new(DeliveryChannel.Sms, Full, Region, Address: null) { IsConfirmed = true };

    public override string ToString() => Masked;
}
