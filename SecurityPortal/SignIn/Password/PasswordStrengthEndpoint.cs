using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.Password;

/// <summary>
/// Serves the strength meter beside a field for a new password, but only to somebody who may set one: with a valid link, or
/// signed in. Nothing is stored or logged.
/// </summary>
internal static class PasswordStrengthEndpoint
{
    private const string Path = "/passwords/strength";

    /// <summary>The form field with the token of the page's link.</summary>
    private const string TokenField = "token";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, AnswerAsync).AllowAnonymous()
        .WithMetadata(new RequireAntiforgeryTokenAttribute())
        .RequireRateLimiting(StrengthLimit.Policy);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, AccountLinks links, PasswordStrength strength, PasswordTexts words)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await AboutAsync(context.User, form[TokenField], links, context.RequestAborted) is not { } about)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var password = form[NewPasswordField.FieldName].ToString();
        return await strength.MeasureAsync(password, about, context.RequestAborted) is { } found
            ? Results.Json(new { score = found.Score, text = words.Strength(found) })
            : Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    // Returns what the form itself will check the password against; null for somebody who has no such form.
    private static async Task<string?[]?> AboutAsync(
        ClaimsPrincipal user, string? token, AccountLinks links, CancellationToken cancellationToken)
    {
        if (user.SessionId() is not null)
        {
            return [user.FindFirstValue(ClaimTypes.Email), user.Identity?.Name];
        }

        var link = await links.FindAsync(AccountLinkPurpose.Register, token, cancellationToken)
            ?? await links.FindAsync(AccountLinkPurpose.ResetPassword, token, cancellationToken);
        return link is null ? null : [link.Email];
    }
}
