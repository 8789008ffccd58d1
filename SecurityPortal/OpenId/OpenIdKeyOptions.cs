using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace SecurityPortal.OpenId;

/// <summary>
/// Passes the keys to OpenIddict. It signs and encrypts with the first key of each use, accepts all of them, and publishes
/// those for signing.
/// </summary>
internal sealed class OpenIdKeyOptions(OpenIdKeys keys) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        options.SigningCredentials.AddRange(keys.Of(OpenIdKeyUse.Signing)
            .Select(key => new SigningCredentials(key, SecurityAlgorithms.RsaSha256)));
        options.EncryptionCredentials.AddRange(keys.Of(OpenIdKeyUse.Encryption)
            .Select(key => new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512)));
    }
}
