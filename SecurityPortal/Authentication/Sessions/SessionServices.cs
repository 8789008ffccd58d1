using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

internal static class SessionServices
{
    public const string PageRoomPath = "/pages/room";

    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<SessionOptions>("Sessions")
            .Validate(options => options.IdleTimeout > TimeSpan.Zero, "Sessions:IdleTimeout must be above zero.")
            .Validate(options => options.AbsoluteTimeout >= options.IdleTimeout,
                "Sessions:AbsoluteTimeout must not be shorter than Sessions:IdleTimeout.")
            .Validate(options => options.AbsoluteTimeout <= TimeSpan.FromHours(24), "Sessions:AbsoluteTimeout must be at most 1.00:00:00.")
            .Validate(options => options.TrustedDeviceLifetime >= TimeSpan.Zero && options.TrustedDeviceLifetime <= TimeSpan.FromDays(365),
                "Sessions:TrustedDeviceLifetime must be from 0 to 365.00:00:00.")
            .Validate(options => options.ConfirmLifetime > TimeSpan.Zero, "Sessions:ConfirmLifetime must be above zero.")
            .Validate(options => options is { MaxPagesPerPerson: > 0, MaxPagesPerAddress: > 0, MaxPagesPerNode: > 0 },
                "Sessions:MaxPagesPerPerson, Sessions:MaxPagesPerAddress and Sessions:MaxPagesPerNode must be above zero.")
            .Validate(options => string.IsNullOrEmpty(options.PlaceDatabase) || GeoLocator.CanRead(options.PlaceDatabase),
                "Sessions:PlaceDatabase must be a readable MaxMind city database (.mmdb).")
            .ValidateOnStart();
        // No session lives that long after it was last seen, whatever is configured.
        builder.Services.AddExpiredRows<PortalSession>(session => session.LastSeenAt, keptFor: TimeSpan.FromDays(90));
        builder.Services.AddExpiredRows<TrustedDevice>(device => device.ExpiresAt, keptFor: TimeSpan.FromDays(1));

        // Browsers keep a cookie for 400 days at most.
        builder.Services.AddExpiredRows<KnownBrowser>(browser => browser.LastSeenAt, keptFor: TimeSpan.FromDays(400));
        builder.Services.AddRestoreStep("sessions", (db, now, cancellationToken) => db.Set<PortalSession>()
            .Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken));
        builder.Services.AddRestoreStep("trusted devices", (db, _, cancellationToken) =>
            db.Set<TrustedDevice>().ExecuteDeleteAsync(cancellationToken));
        builder.Services.AddSingleton<SessionSeal>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<LockedAccounts>();
        builder.Services.AddScoped<CircuitHandler, LiveActivity>();
        builder.Services.AddScoped<RequestSession>();
        builder.Services.AddSingleton<TrustedDevices>();
        builder.Services.AddSingleton<UnrestrictedSessions>();
        builder.Services.AddSingleton<PageCounter>();
        builder.Services.AddSingleton<PageConnections>();
        builder.Services.AddSingleton<CircuitOwners>();
        builder.Services.AddScoped<CircuitHandler, CircuitEnd>();
        builder.Services.Configure<HubOptions>(hub => hub.AddFilter<CircuitOwners>());
        builder.Services.AddSingleton<GeoLocator>();
        builder.Services.AddSingleton<SecurityEventRecorder>();
        builder.Services.AddSingleton<SessionsAndDevices>();
        builder.Services.AddSingleton<PersonLanguage>();
        builder.Services.AddSingleton<PersonName>();
        builder.Services.AddSingleton<PersonTheme>();
        builder.Services.AddSingleton<PersonPlace>();
        builder.Services.AddSingleton<ISessionStartedHandler, FirstLanguage>();
        builder.Services.AddSingleton(new PageExtra(typeof(SessionWatch)));
        builder.Services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);

        // Everything requires a signed-in person unless it says otherwise, including the hub of interactive pages.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Shows signed-in people their own language, in every browser. Must come after authentication.</summary>
    public static void UsePersonLanguage(this WebApplication app) =>
        app.Use(next => context =>
        {
            if (Languages.Find(context.User.Language()) is { } language)
            {
                Languages.Speak(language, context.Request);
            }

            return next(context);
        });

    /// <summary>Caps open pages. Must come after authentication, because one cap is per person.</summary>
    public static void UsePageConnections(this WebApplication app)
    {
        var connections = app.Services.GetRequiredService<PageConnections>();
        app.Use(next => context => connections.InvokeAsync(context, next));
    }

    /// <summary>Maps the endpoint at which a page that could not connect asks which limit was reached.</summary>
    public static void MapSessions(this WebApplication app) => app.MapGet(
        PageRoomPath, (HttpContext context, PageConnections connections) =>
            Results.Text(PageCounter.Word(connections.RoomFor(context))));
}
