namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>Why a phone number was refused.</summary>
public enum PhoneNumberFault
{
    Missing,
    NotANumber,
    NotMobile,

    /// <summary>An Argentine number that would be a mobile number with a 9 after the country code.</summary>
    LacksNine,
}
