using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using SecurityPortal.Cleanup;
using SecurityPortal.Shell;

namespace SecurityPortal.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionOptions>().BindConfiguration("Sessions")
            .Validate(options => options.IdleTimeout > TimeSpan.Zero, "Sessions:IdleTimeout must be above zero.")
            .Validate(options => options.AbsoluteTimeout >= options.IdleTimeout,
                "Sessions:AbsoluteTimeout must not be shorter than Sessions:IdleTimeout.")
            .Validate(options => options.AbsoluteTimeout <= TimeSpan.FromDays(60), "Sessions:AbsoluteTimeout must be at most 60.00:00:00.")
            .Validate(options => options.ConfirmLifetime > TimeSpan.Zero, "Sessions:ConfirmLifetime must be above zero.")
            .ValidateOnStart();
        // No session is alive that long after it was seen last, whatever is configured.
        builder.Services.AddExpiredRows<PortalSession>(session => session.LastSeenAt, keptFor: TimeSpan.FromDays(90));
        builder.Services.AddExpiredRows<TrustedDevice>(device => device.ExpiresAt, keptFor: TimeSpan.FromDays(1));

        // As long as browsers keep a cookie.
        builder.Services.AddExpiredRows<KnownBrowser>(browser => browser.LastSeenAt, keptFor: TimeSpan.FromDays(400));
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddScoped<CircuitHandler, LiveActivity>();
        builder.Services.AddScoped<RequestSession>();
        builder.Services.AddSingleton<TrustedDevices>();
        builder.Services.AddSingleton<PageConnections>();
        builder.Services.AddSingleton<Places>();
        builder.Services.AddSingleton<DeviceList>();
        builder.Services.AddSingleton<PersonLanguage>();
        builder.Services.AddSingleton<ISessionWatcher, FirstLanguage>();
        builder.Services.AddSingleton(new PageExtra(typeof(SessionWatch)));
        builder.Services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);

        // Whatever does not say otherwise is for signed-in people, the hub of interactive pages included.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Goes after authentication: whoever is signed in is spoken to in their own language, in every browser.</summary>
    public static void UsePersonLanguage(this WebApplication app) =>
        app.Use(next => context =>
        {
            if (Languages.Find(context.User.Language()) is { } language)
            {
                Languages.Speak(language);
            }

            return next(context);
        });

    /// <summary>Goes after authentication: the cap is for each person.</summary>
    public static void UsePageConnections(this WebApplication app)
    {
        var connections = app.Services.GetRequiredService<PageConnections>();
        app.Use(next => context => connections.InvokeAsync(context, next));
    }
}
