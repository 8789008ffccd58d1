using Microsoft.AspNetCore.Antiforgery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Web;
using SecurityPortal.Support.Pages;

namespace SecurityPortal.Support.Audit;

/// <summary>
/// Sends the log as a file. The browser shows the progress and can cancel, which also stops reading here. It is a POST because
/// an export adds an entry to the log.
/// </summary>
internal static class AuditEndpoints
{
    public const string Path = "/support/log/export";

    public static void MapTrail(this WebApplication app) => app.MapPost(Path, ExportAsync)
        .WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> ExportAsync(HttpContext context, AuditExport export)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Enum.TryParse<AuditExportFormat>(form["format"], out var format) || !Enum.IsDefined(format))
        {
            return Results.BadRequest();
        }

        var filter = new AuditFilter(
            Enum.TryParse<AuditEntryKind>(form["kind"], out var kind) && Enum.IsDefined(kind) ? kind : AuditEntryKind.Everything,
            form["name"], AuditFilter.Day(form["from"]), AuditFilter.Day(form["to"]));
        var (extract, fault) = await export.BeginAsync(
            context.User.SessionId() ?? Guid.Empty, format, filter, context.RequestAborted);
        return (extract, fault) switch
        {
            ({ } begun, _) => Results.Stream(
                stream => export.WriteAsync(stream, begun, context.RequestAborted),
                format == AuditExportFormat.Csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
                begun.FileName),

            // The page's script follows this redirect as well.
            (_, SupportFault.NeedsConfirmation) => Results.LocalRedirect(
                SupportPage.ConfirmUrl(form.TryGetValue("back", out var back) ? LocalUrl.OrHome(back) : "/support/log")),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }
}
