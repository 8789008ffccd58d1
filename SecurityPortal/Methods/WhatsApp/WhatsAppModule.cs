namespace SecurityPortal.Methods.WhatsApp;

internal sealed class WhatsAppModule : IMethodModule
{
    public static void Register(IServiceCollection services) =>
        services.AddTwoFactorMethod<WhatsAppMethod, WhatsAppTokenProvider>(WhatsAppMethod.Id);
}
