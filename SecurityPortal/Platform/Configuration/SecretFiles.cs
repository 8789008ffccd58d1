using Microsoft.Extensions.FileProviders;

namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Settings from files, one in each: <c>Secrets:Folder</c> names the folder, and a file <c>Delivery__Twilio__AuthToken</c> in it is
/// the setting <c>Delivery:Twilio:AuthToken</c>. So systemd, containers and Kubernetes hand secrets over, and none is in the
/// environment, which dumps of the process show (ASVS 13.3.1). A file goes before every other source.
/// </summary>
internal static class SecretFiles
{
    private const string Section = "Secrets";

    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<SecretOptions>(Section);
        if (builder.Configuration[$"{Section}:{nameof(SecretOptions.Folder)}"] is not { Length: > 0 } folder)
        {
            return;
        }

        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
        {
            builder.Refuse($"{Section}:Folder is '{folder}'. There is no such folder; give its whole path.");
            return;
        }

        try
        {
            builder.Configuration.AddKeyPerFile(source =>
            {
                source.FileProvider = new PhysicalFileProvider(folder);

                // No setting has a point in its name: a certificate beside them is none.
                source.IgnoreCondition = name => name.Contains('.', StringComparison.Ordinal);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            builder.Refuse($"{Section}:Folder is '{folder}', and a file in it cannot be read: {exception.Message}");
        }
    }
}
