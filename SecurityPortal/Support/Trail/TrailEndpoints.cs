using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using SecurityPortal.Sessions;

namespace SecurityPortal.Support.Trail;

/// <summary>
/// Sends the log as a file. The browser shows how far it is and can stop it, which stops the reading here; a POST, because
/// an export is an entry in the log.
/// </summary>
internal static class TrailEndpoints
{
    public const string Path = "/support/log/export";

    public static void MapTrail(this WebApplication app) => app.MapPost(Path, ExportAsync)
        .WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> ExportAsync(HttpContext context, IAntiforgery antiforgery, TrailExport export)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || !context.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Enum.TryParse<TrailFormat>(form["format"], out var format) || !Enum.IsDefined(format))
        {
            return Results.BadRequest();
        }

        if (await export.BeginAsync(context.User.SessionId() ?? Guid.Empty, format, context.RequestAborted) is not null)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var filter = new TrailFilter(
            Enum.TryParse<TrailKind>(form["kind"], out var kind) && Enum.IsDefined(kind) ? kind : TrailKind.Everything,
            form["name"], Day(form["from"]), Day(form["to"]));
        return Results.Stream(
            stream => export.WriteAsync(stream, format, filter, context.RequestAborted),
            format == TrailFormat.Csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
            format == TrailFormat.Csv ? "securityportal-log.csv" : "securityportal-log.jsonl");
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
