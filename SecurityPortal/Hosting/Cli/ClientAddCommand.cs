using System.CommandLine;
using Microsoft.IdentityModel.Tokens;
using SecurityPortal.OpenId;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Registers an application that signs people in through the portal, and prints its secret once.</summary>
internal sealed class ClientAddCommand : PortalVerb
{
    private readonly Argument<string> _id = new("client id") { Description = "its client_id: letters, digits, hyphens" };
    private readonly Option<string> _name = new("--name") { Description = "what people call it", HelpName = "name", Required = true };
    private readonly Option<string[]> _redirect = Many("--redirect", "where people come back to after signing in; may be given several times", isRequired: true);
    private readonly Option<string[]> _afterSignOut = Many("--after-sign-out", "where people come back to after signing out");
    private readonly Option<string> _logout = new("--backchannel-logout") { Description = "where it is notified when a session ends", HelpName = "uri" };
    private readonly Option<string[]> _scopes = Many("--scope", $"scopes it may request (default: {string.Join(", ", ClientDefinition.DefaultScopes)})", helpName: "scope");
    private readonly Option<string[]> _resources = Many("--resource", "the URI of an API it may request access tokens for");
    private readonly Option<FileInfo> _keys = new("--keys") { Description = "a file with its public keys (JWKS), if it signs instead of having a secret", HelpName = "file" };
    private readonly Option<bool> _public = new("--public") { Description = "it cannot keep a secret: a single-page or native application" };
    private readonly Option<bool> _firstParty = new("--first-party") { Description = "it is your own: people are not asked for consent" };
    private readonly Option<bool> _pushed = new("--require-pushed-requests") { Description = "it must push its requests (PAR)" };

    public ClientAddCommand()
        : base("client add", "lets an application sign people in here, and prints its secret")
    {
        Command.Add(_id);
        foreach (var option in (Option[])[_name, _redirect, _afterSignOut, _logout, _scopes, _resources, _keys, _public, _firstParty, _pushed])
        {
            Command.Add(option);
        }
    }

    public override async Task<int> RunAsync(VerbCall call)
    {
        var given = call.Given;
        var (isPublic, file) = (given.GetValue(_public), given.GetValue(_keys));
        if (isPublic && file is not null)
        {
            await call.Errors.WriteLineAsync("A public client has no keys.");
            return Misused;
        }

        var keys = file is null ? null : await ReadAsync(file);
        if (file is not null && keys is null)
        {
            await call.Errors.WriteLineAsync($"{file.Name} holds no public keys (a JSON Web Key Set).");
            return 1;
        }

        var secret = isPublic || keys is not null ? null : RandomToken.Create();
        var client = new ClientDefinition(given.GetValue(_id)!, given.GetValue(_name)!)
        {
            Secret = secret,
            Keys = keys,
            RedirectUris = given.GetValue(_redirect) ?? [],
            PostLogoutRedirectUris = given.GetValue(_afterSignOut) ?? [],
            BackchannelLogoutUri = given.GetValue(_logout),
            IsFirstParty = given.GetValue(_firstParty),
            RequiresPushedRequests = given.GetValue(_pushed),
            Resources = given.GetValue(_resources) ?? [],
            Scopes = given.GetValue(_scopes) is { Length: > 0 } scopes ? scopes : ClientDefinition.DefaultScopes,
        };
        if (await call.Services.GetRequiredService<ClientStore>().AddAsync(client) is { Count: > 0 } faults)
        {
            await call.Errors.WriteLineAsync(string.Join('\n', faults));
            return 1;
        }

        await call.Output.WriteLineAsync($"Added {client.Id}.");
        if (secret is not null)
        {
            await call.Output.WriteLineAsync($"Its secret, which is not shown again: {secret}");
        }

        return 0;
    }

    private static async Task<JsonWebKeySet?> ReadAsync(FileInfo file)
    {
        try
        {
            var keys = new JsonWebKeySet(await File.ReadAllTextAsync(file.FullName));
            return keys.Keys.Count > 0 && keys.Keys.All(key => !key.HasPrivateKey) ? keys : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static Option<string[]> Many(string name, string description, bool isRequired = false, string helpName = "uri") =>
        new(name) { Description = description, HelpName = helpName, Required = isRequired };
}
