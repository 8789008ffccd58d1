namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>Why a code is not sent.</summary>
internal enum SendRefusal
{
    RegionNotServed,
    NumberLimit,
    AddressLimit,

    /// <summary>Numbers like this one, or all of them, get nothing for now.</summary>
    Paused,

    /// <summary>The operator does without the channel.</summary>
    NoProvider,
}
