namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// The names of the password managers, phones and keys that create passkeys, by AAGUID (<c>Providers/names.tsv</c>). Without
/// attestation, which the portal does not request, the AAGUID is unproven: the name helps people to tell their passkeys
/// apart, and no decision depends on it.
/// </summary>
internal static class PasskeyProviders
{
    private static readonly Lazy<Dictionary<Guid, string>> Names = new(Read);

    /// <summary>Returns the provider's name; null when the AAGUID is missing or unknown.</summary>
    public static string? Name(Guid aaguid) => Names.Value.GetValueOrDefault(aaguid);

    // The first line, a comment, names the source.
    private static Dictionary<Guid, string> Read()
    {
        using var stream = typeof(PasskeyProviders).Assembly.GetManifestResourceStream("passkey-providers.tsv")
            ?? throw new InvalidOperationException("The names of passkey providers are missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .ToDictionary(line => Guid.Parse(line[0]), line => line[1]);
    }
}
