namespace SecurityPortal.Messaging.Delivery;

/// <summary>Why a message did not arrive, as far as it matters to the person waiting for it.</summary>
internal enum DeliveryFault
{
    Unknown,

    /// <summary>The phone is off or out of reach, or its network rejected the message.</summary>
    NotReachable,

    /// <summary>A landline, or a number that is not in use.</summary>
    CannotReceive,

    NotOnWhatsApp,

    /// <summary>The person told the sender to stop.</summary>
    OptedOut,

    RegionNotServed,

    /// <summary>A spam or fraud filter stopped the message.</summary>
    Blocked,

    /// <summary>The provider is down or refuses our requests.</summary>
    ProviderDown,
}
