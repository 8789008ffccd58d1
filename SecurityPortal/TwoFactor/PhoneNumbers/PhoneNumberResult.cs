namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>The result of parsing a phone number.</summary>
public abstract record PhoneNumberResult
{
    private PhoneNumberResult()
    {
    }

    public sealed record Parsed(PhoneNumber Number) : PhoneNumberResult;

    public sealed record Refused(PhoneNumberFault Fault) : PhoneNumberResult;
}
