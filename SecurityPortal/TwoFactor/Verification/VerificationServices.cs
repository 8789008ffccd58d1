namespace SecurityPortal.TwoFactor.Verification;

/// <summary>Registers how codes are sent and answers checked.</summary>
internal static class VerificationServices
{
    public static void AddVerification(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MethodTokens>();
        builder.Services.AddSingleton<CodeDelivery>();
        builder.Services.AddSingleton<DeliveryTexts>();
        builder.Services.AddSingleton<MethodTrials>();
        builder.Services.AddSingleton<RefusedAnswers>();
        builder.Services.AddSingleton<SessionGuesses>();
    }
}
