namespace SecurityPortal.Messaging.Delivery;

/// <summary>The way a message takes, as settings (<c>Delivery:Sms:Provider</c>), figures and the database name it.</summary>
/// <param name="Id">At most 16 characters.</param>
internal sealed record DeliveryChannel(string Id)
{
    public static readonly DeliveryChannel Sms = new("Sms");
    public static readonly DeliveryChannel WhatsApp = new("WhatsApp");
    public static readonly DeliveryChannel Email = new("Email");

    public override string ToString() => Id;
}
