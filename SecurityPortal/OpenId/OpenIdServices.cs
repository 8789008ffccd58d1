using Microsoft.AspNetCore.Cors.Infrastructure;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Web;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

internal static class OpenIdServices
{
    public static void AddOpenId(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<OpenIdOptions>("OpenId")
            .Validate(options => options.AccessTokenLifetime > TimeSpan.Zero && options.AccessTokenLifetime <= TimeSpan.FromHours(1),
                "OpenId:AccessTokenLifetime must be above zero and at most 01:00:00.")
            .Validate(options => options.TokenRequestsPerMinute > 0, "OpenId:TokenRequestsPerMinute must be above zero.")
            .Validate(options => options.AuthorizationsPerMinute > 0, "OpenId:AuthorizationsPerMinute must be above zero.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>();
        builder.Services.AddSingleton<OpenIdKeys>();
        builder.Services.AddSingleton<OpenIdKeyChanges>();
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(services => services.GetRequiredService<OpenIdKeyChanges>());
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, OpenIdKeyOptions>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, OpenIdServerOptions>();
        builder.Services.AddSingleton<ClientStore>();
        builder.Services.AddSingleton<Consents>();
        builder.Services.AddSingleton<RequestTickets>();
        builder.Services.AddSingleton<ScopeTexts>();
        builder.Services.AddSingleton<OpenIdClaims>();
        builder.Services.AddSingleton<ApplicationSessions>();
        builder.Services.AddSingleton<ApplicationAudit>();
        builder.Services.AddSingleton<ConnectedApplications>();
        builder.Services.AddSingleton<StepUp>();
        builder.Services.AddSingleton<AuthorizationService>();
        builder.Services.AddSingleton<OpenIdCounter>();
        builder.Services.AddSingleton<RequestRates>();
        builder.Services.AddSingleton<OpenIdSwitch>();
        builder.Services.AddSingleton<LogoutTokens>();
        builder.Services.AddSingleton<LogoutSender>();
        builder.Services.AddSingleton<BackchannelLogout>();
        builder.Services.AddSingleton<OpenIdCleanup>();
        builder.Services.AddHostedService<TimedWorker<OpenIdKeys>>();
        builder.Services.AddHostedService<TimedWorker<BackchannelLogout>>();
        builder.Services.AddHostedService<TimedWorker<OpenIdCleanup>>();
        builder.Services.AddHttpClient(LogoutSender.HttpClient, client => client.Timeout = LogoutSender.Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        builder.Services.AddExpiredRows<ApplicationSession>(row => row.EndedAt, keptFor: TimeSpan.FromDays(30));
        builder.Services.AddRestoreStep("consents", (db, _, cancellationToken) => db.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(row => row.Status == Statuses.Valid)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, Statuses.Revoked), cancellationToken));
        builder.Services.AddSingleton(new PersonalDataPart("applications", ApplicationData.ReadAsync));
        builder.Services.AddSingleton(new PageExtra(typeof(ApplicationReturn)));
        builder.Services.AddCors();
        builder.Services.AddSingleton<ICorsPolicyProvider, ClientOrigins>();
        AddServer(builder);

        // Below Warning, OpenIddict logs requests and responses: people's ids and names, and at Trace even codes.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
    }

    private static void AddServer(WebApplicationBuilder builder) => builder.Services.AddOpenIddict()
        .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<PortalDbContext>())
        .AddServer(server =>
        {
            server.SetConfigurationEndpointUris(".well-known/openid-configuration", ".well-known/oauth-authorization-server")
                .SetJsonWebKeySetEndpointUris(".well-known/jwks")
                .SetAuthorizationEndpointUris("connect/authorize")
                .SetPushedAuthorizationEndpointUris("connect/par")
                .SetTokenEndpointUris("connect/token")
                .SetUserInfoEndpointUris("connect/userinfo")
                .SetIntrospectionEndpointUris("connect/introspect")
                .SetRevocationEndpointUris("connect/revoke")
                .SetEndSessionEndpointUris("connect/logout")
                .AllowAuthorizationCodeFlow()
                .AllowRefreshTokenFlow()
                .RequireProofKeyForCodeExchange()

                // A person may need time for the steps in between, and requests are long, so they are stored and found again.
                .EnableAuthorizationRequestCaching()
                .EnableEndSessionRequestCaching()

                // Resource servers validate access tokens themselves, with the published keys.
                .DisableAccessTokenEncryption()
                .SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1))
                .SetIdentityTokenLifetime(TimeSpan.FromMinutes(10))

                // As long as a session can last; the end of the session ends it sooner.
                .SetRefreshTokenLifetime(TimeSpan.FromHours(24))
                .DisableSlidingRefreshTokenExpiration()

                // A refresh token is valid once. A second use means that it was copied, so everything under its authorization
                // is revoked.
                .SetRefreshTokenReuseLeeway(null)
                .RegisterScopes(ClientDefinition.KnownScopes)

                // The clients define which APIs there are; each may ask only for its own (ClientDefinition.Resources).
                .DisableResourceValidation()
                .RegisterClaims([.. OpenIdClaims.All])
                .RegisterPromptValues("create");
            server.AddEventHandler(AssertionTypes.Descriptor);
            server.AddEventHandler(TokenGuard.Descriptor);
            server.AddEventHandler(ReplayNote.Descriptor);
            server.AddEventHandler(RefreshedClaims.Descriptor);
            server.RemoveEventHandler(OpenIddictServerHandlers.Revocation.RevokeToken.Descriptor);
            server.AddEventHandler(TokenRevocation.Descriptor);
            server.AddEventHandler(ClientRefusal.Descriptor);
            server.AddEventHandler(UserInfoAnswer.Descriptor);
            server.AddEventHandler(DiscoveryAnswer.Descriptor);
            server.AddEventHandler(AccessTokenAudience.Descriptor);
            server.AddEventHandler(AccessTokenAudience.Narrowing);
            server.AddEventHandler(NewRequestRate<ExtractAuthorizationRequestContext>.Descriptor);
            server.AddEventHandler(NewRequestRate<ExtractEndSessionRequestContext>.Descriptor);
            server.AddEventHandler(ClientRate<ExtractTokenRequestContext>.Descriptor);
            server.AddEventHandler(ClientRate<ExtractPushedAuthorizationRequestContext>.Descriptor);
            server.AddEventHandler(ClientRate<ExtractIntrospectionRequestContext>.Descriptor);
            server.AddEventHandler(ClientRate<ExtractRevocationRequestContext>.Descriptor);
            server.AddEventHandler(RequestCount<ApplyPushedAuthorizationResponseContext>.Descriptor);
            server.AddEventHandler(RequestCount<ApplyIntrospectionResponseContext>.Descriptor);
            server.AddEventHandler(RequestCount<ApplyRevocationResponseContext>.Descriptor);
            server.AddEventHandler(RequestCount<ApplyUserInfoResponseContext>.Descriptor);
            server.AddEventHandler(TokenRequestAnswer.Descriptor);
            server.AddEventHandler(FormPostAnswer.Descriptor);
            server.AddEventHandler(RequestRules.Descriptor);
            server.AddEventHandler(RequestRules.PushedDescriptor);
            server.AddEventHandler(ErrorRedirect.Descriptor);
            var host = server.UseAspNetCore()
                .EnableAuthorizationEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough()
                .EnableErrorPassthrough();
            if (builder.Environment.IsDevelopment())
            {
                host.DisableTransportSecurityRequirement();
            }
        });

    /// <summary>Must come before authentication, where OpenIddict responds: without a client, its endpoints answer 404.</summary>
    public static void UseOpenId(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<OpenIdSwitch>().InvokeAsync);
        app.UseWhen(context => OpenIdSwitch.IsForScripts(context.Request.Path), branch => branch.UseCors());
    }

    public static void MapOpenId(this WebApplication app)
    {
        app.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], AuthorizationEndpoint.HandleAsync).AllowAnonymous();
        app.MapMethods("/connect/logout", [HttpMethods.Get, HttpMethods.Post], EndSessionEndpoint.HandleAsync).AllowAnonymous();
    }

    /// <summary>Prepares the keys and the configured clients. Development adds a client of its own.</summary>
    public static async Task PrepareOpenIdAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<OpenIdKeys>().Load();
        var options = app.Services.GetRequiredService<IOptions<OpenIdOptions>>().Value;
        List<ClientDefinition> clients = [.. options.Clients.Select(client => client.Value.Define(client.Key))];
        if (app.Environment.IsDevelopment() && clients.All(client => client.Id != DemoClient.Id))
        {
            clients.Add(DemoClient.Definition);
        }

        await app.Services.GetRequiredService<ClientStore>().ConfigureAsync(clients);
    }
}
