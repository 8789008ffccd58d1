namespace SecurityPortal.Platform.Web;

internal static class BrandServices
{
    public static void AddBrand(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<PortalOptions>, BrandValidator>();
        services.AddSingleton<IValidateOptions<PortalOptions>, SupportContactValidator>();
        services.AddSingleton<IValidateOptions<PortalOptions>, SecurityTxtValidator>();
        services.AddSingleton<Brand>();
    }

    public static void MapBrand(this WebApplication app)
    {
        SecurityTxt.Map(app);
        app.MapGet("/brand/logo", (HttpContext context, Brand brand) => Serve(context, brand.Logo)).AllowAnonymous();
        app.MapGet("/brand/accent.css", (HttpContext context, Brand brand) => Serve(context, brand.Sheet)).AllowAnonymous();
    }

    private static IResult Serve(HttpContext context, BrandFile? file)
    {
        if (file is null)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = context.Request.Query["v"] == file.Version ? "max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Bytes, file.Type);
    }
}
