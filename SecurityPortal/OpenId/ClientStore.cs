using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Adds, finds, changes and removes clients.</summary>
internal sealed class ClientStore(
    IServiceScopeFactory scopes, IDbContextFactory<PortalDbContext> factory, AuditLogWriter log, IHostEnvironment environment)
{
    private const string Configured = "configured";
    private const string BackchannelLogoutUri = "backchannel_logout_uri";

    /// <summary>Whether there is any client. Without one, the provider's endpoints answer 404; Development always has one.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OpenIddictEntityFrameworkCoreApplication>().AnyAsync(cancellationToken);
    }

    /// <summary>Returns all clients, ordered by id.</summary>
    public async Task<IReadOnlyList<Client>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return [.. (await db.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking()
            .OrderBy(row => row.ClientId).ToListAsync(cancellationToken)).Select(Read)];
    }

    /// <summary>Returns the client with this <c>client_id</c>; null when there is none.</summary>
    public async Task<Client?> FindAsync(string? id, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.ClientId == id, cancellationToken) is { } row ? Read(row) : null;
    }

    /// <summary>Adds a client. Returns what is wrong with it; empty when it was added.</summary>
    public async Task<IReadOnlyList<string>> AddAsync(ClientDefinition client, CancellationToken cancellationToken = default)
    {
        if (client.Faults(environment.IsDevelopment()) is { Count: > 0 } faults)
        {
            return faults;
        }

        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(client.Id, cancellationToken) is not null)
        {
            return [$"A client {client.Id} already exists."];
        }

        await applications.CreateAsync(Describe(client, isConfigured: false), cancellationToken);
        await NoteAsync($"added {client.Id}", cancellationToken);
        return [];
    }

    /// <summary>Gives a confidential client a new secret and returns it; null when the client has no secret, or does not exist.</summary>
    public async Task<string?> RenewSecretAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(id, cancellationToken) is not { } row
            || !await applications.HasClientTypeAsync(row, ClientTypes.Confidential, cancellationToken)
            || await applications.GetJsonWebKeySetAsync(row, cancellationToken) is not null)
        {
            return null;
        }

        var secret = RandomToken.Create();
        await applications.UpdateAsync(row, secret, cancellationToken);
        await NoteAsync($"new secret for {id}", cancellationToken);
        return secret;
    }

    /// <summary>Removes a client with all its tokens and consents; returns false when there is none.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(id, cancellationToken) is not { } row)
        {
            return false;
        }

        await applications.DeleteAsync(row, cancellationToken);
        await NoteAsync($"removed {id}", cancellationToken);
        return true;
    }

    /// <summary>Adds and updates clients to match the configuration, and removes configured ones that it no longer contains.</summary>
    public async Task ConfigureAsync(IReadOnlyCollection<ClientDefinition> clients, CancellationToken cancellationToken = default)
    {
        // Under a lock: if two nodes start at the same time, one writes the clients and the other finds them. OpenIddict writes
        // through a context of its own, which on SQLite would wait for this transaction; only one node uses SQLite.
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var turn = db.Database.IsNpgsql() ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await db.TakeLockAsync("openid-clients", cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var gone in (await ListAsync(cancellationToken)).Where(row => row.IsConfigured && clients.All(client => client.Id != row.Id)))
        {
            await RemoveAsync(gone.Id, cancellationToken);
        }

        foreach (var client in clients)
        {
            var descriptor = Describe(client, isConfigured: true);
            if (await applications.FindByClientIdAsync(client.Id, cancellationToken) is not { } row)
            {
                await applications.CreateAsync(descriptor, cancellationToken);
                if (client != DemoClient.Definition)
                {
                    await NoteAsync($"added {client.Id}", cancellationToken);
                }
            }
            else if (!await IsSameAsync(applications, row, descriptor, cancellationToken))
            {
                await applications.UpdateAsync(row, descriptor, cancellationToken);
                await NoteAsync($"changed {client.Id}", cancellationToken);
            }
        }
    }

    // Only the secret's hash is stored, so the secret is verified as in a token request.
    private static async Task<bool> IsSameAsync(
        IOpenIddictApplicationManager applications, object row, OpenIddictApplicationDescriptor wanted, CancellationToken cancellationToken)
    {
        var there = new OpenIddictApplicationDescriptor();
        await applications.PopulateAsync(there, row, cancellationToken);
        return there.DisplayName == wanted.DisplayName && there.ClientType == wanted.ClientType && there.ConsentType == wanted.ConsentType
            && there.RedirectUris.SetEquals(wanted.RedirectUris) && there.PostLogoutRedirectUris.SetEquals(wanted.PostLogoutRedirectUris)
            && there.Permissions.SetEquals(wanted.Permissions) && there.Requirements.SetEquals(wanted.Requirements)
            && Text(there, Configured) == Text(wanted, Configured) && Text(there, BackchannelLogoutUri) == Text(wanted, BackchannelLogoutUri)
            && (wanted.ClientSecret is null || await applications.ValidateClientSecretAsync(row, wanted.ClientSecret, cancellationToken));
    }

    private static string? Text(OpenIddictApplicationDescriptor descriptor, string name) =>
        descriptor.Properties.TryGetValue(name, out var value) ? value.ToString() : null;

    private static OpenIddictApplicationDescriptor Describe(ClientDefinition client, bool isConfigured)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            JsonWebKeySet = client.Keys,
            ClientType = client.IsPublic ? ClientTypes.Public : ClientTypes.Confidential,
            ApplicationType = ApplicationTypes.Web,
            ConsentType = client.IsFirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit,
            DisplayName = client.Name.Trim(),
        };
        descriptor.RedirectUris.UnionWith(client.RedirectUris.Select(uri => new Uri(uri)));
        descriptor.PostLogoutRedirectUris.UnionWith(client.PostLogoutRedirectUris.Select(uri => new Uri(uri)));
        descriptor.Permissions.UnionWith(
        [
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
            Permissions.Endpoints.Revocation, Permissions.Endpoints.PushedAuthorization, Permissions.GrantTypes.AuthorizationCode,
            Permissions.ResponseTypes.Code,
            .. client.IsPublic ? (string[])[] : [Permissions.Endpoints.Introspection],
            .. client.Scopes.Contains(Scopes.OfflineAccess) ? (string[])[Permissions.GrantTypes.RefreshToken] : [],
            .. client.Scopes.Select(scope => Permissions.Prefixes.Scope + scope),
        ]);
        descriptor.AddResourcePermissions([.. client.Resources]);
        descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        if (client.RequiresPushedRequests)
        {
            descriptor.Requirements.Add(Requirements.Features.PushedAuthorizationRequests);
        }

        descriptor.Properties[Configured] = JsonSerializer.SerializeToElement(isConfigured);
        if (client.BackchannelLogoutUri is { } uri)
        {
            descriptor.Properties[BackchannelLogoutUri] = JsonSerializer.SerializeToElement(uri);
        }

        return descriptor;
    }

    private static Client Read(OpenIddictEntityFrameworkCoreApplication row)
    {
        using var properties = JsonDocument.Parse(row.Properties ?? "{}");
        string[] redirects = JsonSerializer.Deserialize<string[]>(row.RedirectUris ?? "[]") ?? [];
        return new(row.Id!, row.ClientId!, row.DisplayName ?? row.ClientId!, redirects.Length > 0 ? new Uri(redirects[0]).Host : "")
        {
            IsFirstParty = row.ConsentType == ConsentTypes.Implicit,
            IsPublic = row.ClientType == ClientTypes.Public,
            IsConfigured = properties.RootElement.TryGetProperty(Configured, out var configured) && configured.ValueKind == JsonValueKind.True,
            BackchannelLogoutUri = properties.RootElement.TryGetProperty(BackchannelLogoutUri, out var uri) ? new Uri(uri.GetString()!) : null,
            RedirectUris = redirects,
            PostLogoutRedirectUris = JsonSerializer.Deserialize<string[]>(row.PostLogoutRedirectUris ?? "[]") ?? [],
        };
    }

    private Task NoteAsync(string what, CancellationToken cancellationToken) => log.AppendAsync(
        new AuditEvent("", AuditEvents.ClientChanged, what) { Actor = AuditActors.Operator }, cancellationToken);
}
