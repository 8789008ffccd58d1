namespace SecurityPortal.Platform.Web;

/// <summary>Reports every entry of <c>Proxy:KnownProxies</c> that is neither an address nor a network.</summary>
internal sealed class ProxyOptionsValidator(IConfiguration configuration) : IValidateOptions<ProxyOptions>
{
    public const string Key = "Proxy:KnownProxies";

    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        List<string> faults = [];
        if (!string.IsNullOrEmpty(configuration[Key]))
        {
            faults.Add($"{Key} is a list: set {Key}:0, {Key}:1 and so on (Proxy__KnownProxies__0 in the environment).");
        }

        faults.AddRange(options.KnownProxies
            .Select((entry, index) => (Entry: entry, Key: $"{Key}:{index}"))
            .Where(one => ProxyOptions.Network(one.Entry) is null)
            .Select(one => $"{one.Key} is '{one.Entry}'. It must be the address of a proxy, such as 10.0.0.10, "
                + "or the network of several, such as 10.0.0.0/8 or 2001:db8::/32."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
