namespace SecurityPortal.Platform.Web;

/// <summary>Headers that tell browsers what our pages may do (ASVS 3.4).</summary>
internal static class SecurityHeaders
{
    private const string FormTarget = "form-target";

    /// <summary>Allows the forms of this response to post to the origin of this address, and nowhere else.</summary>
    public static void AllowFormTarget(this HttpContext context, Uri target) =>
        context.Items[FormTarget] = target.GetLeftPart(UriPartial.Authority);

    private static Task LetFormsGo(object state)
    {
        var context = (HttpContext)state;
        if (context.Items.TryGetValue(FormTarget, out var target))
        {
            context.Response.Headers.ContentSecurityPolicy = context.Response.Headers.ContentSecurityPolicy.ToString()
                .Replace("form-action 'self'", $"form-action {target}", StringComparison.Ordinal);
        }

        return Task.CompletedTask;
    }

    public static void UsePortalSecurityHeaders(this WebApplication app)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicy(policy =>
            {
                policy.AddPublickeyCredentialsGet().Self();
                policy.AddCustomFeature("publickey-credentials-create", "self");
                policy.AddCustomFeature("otp-credentials", "self");
                policy.AddCamera().None();
                policy.AddMicrophone().None();
                policy.AddGeolocation().None();
            })
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddScriptSrc().Self().WithNonce();

                // MudBlazor writes sizes into style attributes.
                csp.AddStyleSrc().Self();
                csp.AddStyleSrcAttr().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddBaseUri().Self();
                csp.AddFormAction().Self();
                csp.AddObjectSrc().None();
                csp.AddFrameAncestors().None();
            });
        app.Use((context, next) =>
        {
            // Callbacks run in reverse order: this one is registered before the one that writes the headers, so it runs after
            // it.
            context.Response.OnStarting(LetFormsGo, context);
            return next(context);
        });
        app.UseSecurityHeaders(policies);
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                // Pages show who has which methods, so none may be cached. Files of the web root set their own rule.
                if (context.Response.Headers.CacheControl.Count == 0
                    || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                {
                    context.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            await next();
        });
    }
}
