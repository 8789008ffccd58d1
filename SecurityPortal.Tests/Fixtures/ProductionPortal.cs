namespace SecurityPortal.Tests.Fixtures;

/// <summary>A portal as operators run it, with a test provider for its messages and the template's demo people.</summary>
internal static class ProductionPortal
{
    public static Portal Create(params (string Key, string Value)[] settings)
    {
        var provider = new ScriptedProvider();
        return new Portal(
        [
            ("Delivery:Sms:Provider", provider.Name), ("Delivery:WhatsApp:Provider", provider.Name),
            ("Delivery:Email:Provider", provider.Name), ("Database:KeyCertificate", KeyCertificate.File), .. settings,
        ])
        {
            EnvironmentName = "Production",
            WithServices = provider.Use,
        };
    }
}
