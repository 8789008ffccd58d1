using System.Net.Mime;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Settings;

internal static class SettingsServices
{
    public static void AddSettingsPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StrengthTexts>();
        builder.Services.AddSingleton<FaultTexts>();
        builder.Services.AddSingleton<NewsTexts>();
        builder.Services.AddSingleton<SessionTexts>();
        builder.Services.AddSingleton<ActivityTexts>();
        builder.Services.AddSingleton<ActivityExport>();
        builder.Services.AddSingleton(new PageExtra(typeof(PolicyWatch)));
        builder.Services.AddSingleton(new NavExtra(typeof(ApplicationsLink)));
        builder.Services.AddSingleton(new NavExtra(typeof(NotificationsLink)));
    }

    public static void MapSettingsPages(this WebApplication app)
    {
        app.MapGet("/settings/account/export", ExportAsync);

        // Password managers send people here to change their password (W3C, "A Well-Known URL for Changing Passwords").
        app.MapGet("/.well-known/change-password", () => Results.LocalRedirect("/settings/account/password")).AllowAnonymous();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, PersonalDataExport data)
    {
        var (json, _) = await data.ExportAsync(context.User.SessionId() ?? Guid.Empty, context.RequestAborted);
        return json is null
            ? Results.LocalRedirect(AccountFormPage.ConfirmUrl("/settings/account/export"))
            : Results.File(json, MediaTypeNames.Application.Json, "securityportal-my-data.json");
    }
}
