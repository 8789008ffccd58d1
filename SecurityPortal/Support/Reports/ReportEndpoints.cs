using Microsoft.AspNetCore.Antiforgery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;
using SecurityPortal.Support.Pages;

namespace SecurityPortal.Support.Reports;

/// <summary>Sends a report as a file. It is a POST because an export adds an entry to the log.</summary>
internal static class ReportEndpoints
{
    public const string Path = "/support/reports/export";

    public static void MapReports(this WebApplication app) => app.MapPost(Path, ExportAsync)
        .WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> ExportAsync(HttpContext context, ReportExport export)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var role = form["role"].ToString();
        var wish = new ReportRequest(
            Enum.TryParse<ProtectionGap>(form["gap"], out var gap) ? gap : null,
            role.Length == 0 ? null : role,
            int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 30);
        var (extract, fault) = await export.BeginAsync(context.User.SessionId() ?? Guid.Empty, wish, context.RequestAborted);
        return (extract, fault) switch
        {
            ({ } begun, _) => Results.Stream(
                stream => export.WriteAsync(stream, begun, context.RequestAborted), "text/csv; charset=utf-8", begun.FileName),
            (_, SupportFault.NeedsConfirmation) => Results.LocalRedirect(
                SupportPage.ConfirmUrl(form.TryGetValue("back", out var back) ? LocalUrl.OrHome(back) : "/support/reports")),
            (_, SupportFault.InvalidInput) => Results.BadRequest(),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }
}
