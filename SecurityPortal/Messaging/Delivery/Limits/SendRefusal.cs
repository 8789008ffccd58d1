namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>Why a code is not sent.</summary>
internal enum SendRefusal
{
    RegionNotServed,
    NumberLimit,
    AddressLimit,

    /// <summary>The block of numbers, or the whole channel, gets no codes for now.</summary>
    Paused,

    /// <summary>The channel has no provider, or carries no codes.</summary>
    NoProvider,
}
