namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>The result of a typed phone number.</summary>
public abstract record PhoneNumberResult
{
    private PhoneNumberResult()
    {
    }

    public sealed record Parsed(PhoneNumber Number) : PhoneNumberResult;

    public sealed record Refused(PhoneNumberFault Fault) : PhoneNumberResult;
}
