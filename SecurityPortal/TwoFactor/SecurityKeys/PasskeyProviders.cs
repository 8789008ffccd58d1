namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// The names of the password managers, phones and keys that make passkeys, by AAGUID (<c>Providers/names.tsv</c>). What a
/// passkey says of its maker is proven by nothing, since attestation is not asked for: the name helps people to tell their
/// passkeys apart, and nothing is decided by it.
/// </summary>
internal static class PasskeyProviders
{
    private static readonly Lazy<Dictionary<Guid, string>> Names = new(Read);

    /// <summary>The name of the provider; null when it did not say who it is, or is not known.</summary>
    public static string? Name(Guid aaguid) => Names.Value.GetValueOrDefault(aaguid);

    // The first line says where they are from.
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
