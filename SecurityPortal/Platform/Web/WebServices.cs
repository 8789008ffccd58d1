using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace SecurityPortal.Platform.Web;

internal static class WebServices
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        // Not in appsettings.json, where it would override ASPNETCORE_URLS. Container images set only ports.
        if (!builder.Configuration.SaysWhereToListen())
        {
            builder.WebHost.UseUrls(Listening.Default);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Forms here are short; the longest is the signed response of a security key.
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        });
        // Otherwise anybody who sends a forged cookie fills the operator's log with errors, each with its stack trace.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        builder.Services.AddKnownProxies();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddBrand();
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<IStringLocalizerFactory, SentenceTextsFactory>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddMudServices();
        builder.Services.AddSingleton<ThemeStylesheet>();
        builder.Services.AddSingleton<Bundles>();

        // MudBlazor creates one for each circuit and each request, and reads its own texts again each time.
        builder.Services.Replace(ServiceDescriptor.Singleton<ILocalizationInterceptor>(
            services => new DefaultLocalizationInterceptor(services.GetRequiredService<ILoggerFactory>())));
        builder.Services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });
        builder.Services.AddAntiforgery(antiforgery =>
        {
            // Antiforgery refuses to write a Secure cookie over plain HTTP, and __Host- requires Secure. Only Development uses
            // plain HTTP; there the cookie has neither.
            var plain = builder.Environment.IsDevelopment();
            antiforgery.Cookie.Name = plain ? "portal-form" : "__Host-portal-form";
            antiforgery.Cookie.SecurePolicy = plain ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

            // With Strict, a request from a link in webmail would come without the cookie, get a new one, and void every form
            // that is open in other tabs. With Lax too, a form that another site posts comes without it and is refused.
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseKnownProxies();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,

                // DatabaseOutage logs that once for all requests.
                SuppressDiagnosticsCallback = context => DatabaseOutage.IsAway(context.Exception),
            });
            app.UseHsts();
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // Only a GET request is shown a page. Anything else keeps its own response: re-executed for the page, a POST
            // without a token would become a 400, whatever it was before.
            if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Path.StartsWithSegments("/_blazor"))
            {
                context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
            }

            return next();
        });
        app.UsePortalSecurityHeaders();
        app.UseHostGuard();
        app.UsePackageFiles();
        app.UseWebSockets();
        app.UseHubGuard();
        app.UseLanguages();
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.Services.GetRequiredService<Bundles>().Map(app);
        app.MapBrand();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            server.ContentSecurityFrameAncestorsPolicy = "'none'";

            // Compression leaks content that is sent beside text which an attacker chose (BREACH).
            server.DisableWebSocketCompression = true;
        });
        app.MapGet("/", () => Results.LocalRedirect(LocalUrl.Home)).AllowAnonymous();
        app.MapGet("/settings", () => Results.LocalRedirect(LocalUrl.Home));
    }

    /// <summary>Builds the endpoints now, alongside the rest of start-up, and not when the server begins to listen.</summary>
    public static void PrepareEndpoints(this WebApplication app)
    {
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            _ = source.Endpoints;
        }
    }
}
