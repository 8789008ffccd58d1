namespace SecurityPortal.Messaging.Delivery;

/// <summary>Why a message did not arrive, as far as it matters to the person who waits for it.</summary>
internal enum DeliveryFault
{
    Unknown,

    /// <summary>The phone is off, out of reach, or its network did not take it.</summary>
    NotReachable,

    /// <summary>A landline, or no number that anybody has.</summary>
    CannotReceive,

    NotOnWhatsApp,

    /// <summary>The person told the sender to stop.</summary>
    OptedOut,

    RegionNotServed,

    /// <summary>A filter against spam or fraud stopped it.</summary>
    Blocked,

    /// <summary>The provider is not working, or refuses us.</summary>
    ProviderDown,
}
