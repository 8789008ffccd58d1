namespace SecurityPortal.OpenId;

/// <summary>Validates all configured clients and certificates, and reports everything that is wrong with them.</summary>
internal sealed class OpenIdOptionsValidator(IHostEnvironment environment) : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        List<string> faults =
        [
            .. options.Clients.SelectMany(client => client.Value.Define(client.Key).Faults(environment.IsDevelopment())),
            .. options.SigningCertificates.Select(file => SigningCertificate.FaultOf(environment.Rooted(file))).OfType<string>(),
        ];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
