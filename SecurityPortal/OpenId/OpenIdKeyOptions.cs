using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace SecurityPortal.OpenId;

/// <summary>Hands the keys to the server: it signs and encrypts with the first of each use, and takes and publishes all.</summary>
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
