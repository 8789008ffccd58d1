namespace SecurityPortal.TwoFactor.IdentityImport;

/// <summary>Registers the import from an application with ASP.NET Core Identity.</summary>
internal static class IdentityImportServices
{
    public static void AddIdentityImport(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IdentityImporter>();
    }
}
