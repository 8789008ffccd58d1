using Microsoft.Extensions.FileProviders;

namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Reads settings from files, one in each: <c>Secrets:Folder</c> names the folder, and a file
/// <c>Delivery__Twilio__AuthToken</c> in it sets <c>Delivery:Twilio:AuthToken</c>. This is how systemd, containers and
/// Kubernetes pass secrets. It keeps them out of the environment, which dumps of the process show (ASVS 13.3.1). A file
/// overrides every other source.
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
            builder.Refuse($"{Section}:Folder is '{folder}'. There is no such folder; give the full path.");
            return;
        }

        try
        {
            builder.Configuration.AddKeyPerFile(source =>
            {
                source.FileProvider = new PhysicalFileProvider(folder);

                // Setting names contain no dot, so a file with one, such as a certificate, is not a setting.
                source.IgnoreCondition = name => name.Contains('.', StringComparison.Ordinal);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            builder.Refuse($"{Section}:Folder is '{folder}', and a file in it cannot be read: {exception.Message}");
        }
    }
}
