namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>Why a phone number was refused.</summary>
public enum PhoneNumberFault
{
    Missing,
    NotANumber,
    NotMobile,

    /// <summary>A number of Argentina that would be a mobile one with a 9 after the country code.</summary>
    LacksNine,
}
