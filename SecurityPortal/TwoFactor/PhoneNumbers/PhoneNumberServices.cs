namespace SecurityPortal.TwoFactor.PhoneNumbers;

internal static class PhoneNumberServices
{
    public static void AddPhoneNumbers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PhoneNumberParser>();
        builder.Services.AddSingleton<ConfirmedPhoneStore>();
    }
}
