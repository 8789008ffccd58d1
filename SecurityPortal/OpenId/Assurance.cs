using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.OpenId;

/// <summary>
/// The assurance of a session's most recent real proof, never higher than what was proven (RFC 8176, REFEDS assurance
/// profiles).
/// </summary>
/// <param name="Level">The level reached.</param>
/// <param name="Methods">The values of <c>amr</c>.</param>
/// <param name="At">When the person proved it: <c>auth_time</c>.</param>
internal sealed record Assurance(AssuranceLevel Level, IReadOnlyList<string> Methods, DateTimeOffset At)
{
    public const string Sfa = "https://refeds.org/profile/sfa";
    public const string Mfa = "https://refeds.org/profile/mfa";
    public const string Phr = "phr";

    /// <summary>The supported values of <c>acr</c>, weakest first.</summary>
    public static readonly IReadOnlyList<string> Values = [Sfa, Mfa, Phr];

    /// <summary>Returns the level of an <c>acr</c> value; null for one that the portal does not support.</summary>
    public static AssuranceLevel? LevelOf(string value) => Values.ToList().IndexOf(value) is >= 0 and var place ? (AssuranceLevel)place : null;

    /// <param name="session">
    /// The session. A trusted device in its list of methods counts for nothing, because it is not a fresh proof.
    /// </param>
    /// <param name="keysAreBound">Whether none of the person's security keys can be copied to other devices.</param>
    public static Assurance Of(LiveSession session, MethodCatalogue catalogue, bool keysAreBound)
    {
        var signedInWith = session.AuthenticationMethods.Split(',');
        var method = catalogue.Find(session.ConfirmedBy)?.Description;
        var verified = signedInWith.Contains(AuthenticationMethods.UserVerified);
        var password = method is null || signedInWith.Contains(AuthenticationMethods.Password) || !verified;

        // A key counts as two factors if it performed user verification or came after the password. Approval from another
        // session proves no possession (decision 8).
        var isMulti = method is { ProvesPossession: true } && (password || verified);
        var level = !isMulti ? AssuranceLevel.SingleFactor
            : method!.Strength == MethodStrength.Strongest ? AssuranceLevel.PhishingResistant
            : AssuranceLevel.MultiFactor;
        List<string> values =
        [
            .. password ? (string[])["pwd"] : [],
            .. method is null ? [] : NamesOf(method, keysAreBound),
            .. verified && method?.Strength == MethodStrength.Strongest && session.ConfirmedAt == session.CreatedAt ? (string[])["user"] : [],
            .. isMulti ? (string[])["mfa"] : [],
        ];
        return new(level, values, session.ConfirmedAt);
    }

    /// <summary>
    /// Returns the <c>acr</c> value for the response: the first requested value that was reached, or else the highest one
    /// reached.
    /// </summary>
    public string Answer(IReadOnlyList<string> wanted) =>
        wanted.FirstOrDefault(value => LevelOf(value) is { } level && level <= Level) ?? Values[(int)Level];

    /// <summary>Returns the lowest level that satisfies one of these values; null when the portal supports none of them.</summary>
    public static AssuranceLevel? Lowest(IReadOnlyList<string> wanted) => wanted.Select(LevelOf).Min();

    // Values from RFC 8176, and names of our own, with a prefix, for methods that it does not cover.
    private static string[] NamesOf(MethodDescription method, bool keysAreBound) => method.Id switch
    {
        "SecurityKeys" => [keysAreBound ? "hwk" : "swk"],
        "AuthenticatorApp" => ["otp"],
        "Sms" or "WhatsApp" => ["sms"],
        "BackupCodes" => ["portal.backup-code"],
        "LoginRequests" => ["portal.login-request"],
        var other => [$"portal.{other}"],
    };
}
