namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// A channel for messages, under the name that settings (<c>Delivery:Sms:Provider</c>), metrics and the database use.
/// </summary>
/// <param name="Id">At most 16 characters.</param>
internal sealed record DeliveryChannel(string Id)
{
    public static readonly DeliveryChannel Sms = new("Sms");
    public static readonly DeliveryChannel WhatsApp = new("WhatsApp");
    public static readonly DeliveryChannel Email = new("Email");

    public override string ToString() => Id;
}
