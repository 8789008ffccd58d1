namespace SecurityPortal.Authentication.Flows;

/// <summary>
/// A sign-in, or a "Confirm it's you", whose password was right and whose second step is still open. The browser
/// holds a random token; everything else is stored here.
/// </summary>
internal sealed class AuthenticationFlow
{
    private const string SignInPrefix = "sign-in:";
    private const string ConfirmPrefix = "confirm:";

    public required Guid Id { get; init; }

    public required byte[] TokenHash { get; init; }

    public required string UserId { get; init; }

    public required AuthenticationFlowPurpose Purpose { get; init; }

    /// <summary>The session that is being confirmed; null for a sign-in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The security stamp at the time the password was checked. A change of password ends the flow.</summary>
    public required string SecurityStamp { get; init; }

    public required string ReturnUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Answers reserved so far, across all methods.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? ConsumedAt { get; set; }

    /// <summary>The purpose that tokens and codes of this flow are bound to.</summary>
    public string TokenPurpose => Purpose switch
    {
        AuthenticationFlowPurpose.SignIn => $"{SignInPrefix}{Id:N}",
        AuthenticationFlowPurpose.Confirm => $"{ConfirmPrefix}{Id:N}",
        AuthenticationFlowPurpose.ConfirmAddress => $"confirm-address:{Id:N}",
    };

    /// <summary>Returns the id of the flow whose tokens have this purpose; null if it is the purpose of something else.</summary>
    public static Guid? IdIn(string tokenPurpose)
    {
        foreach (var prefix in new[] { SignInPrefix, ConfirmPrefix })
        {
            if (tokenPurpose.StartsWith(prefix, StringComparison.Ordinal)
                && Guid.TryParseExact(tokenPurpose[prefix.Length..], "N", out var id))
            {
                return id;
            }
        }

        return null;
    }
}
