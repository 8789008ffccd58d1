using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.OpenId;

/// <summary>The assurance of a session's last real proof: never more than was shown (RFC 8176, REFEDS assurance profiles).</summary>
/// <param name="Level">The level that was reached.</param>
/// <param name="Methods">The values of <c>amr</c>.</param>
/// <param name="At">When: <c>auth_time</c>.</param>
internal sealed record Assurance(AssuranceLevel Level, IReadOnlyList<string> Methods, DateTimeOffset At)
{
    public const string Sfa = "https://refeds.org/profile/sfa";
    public const string Mfa = "https://refeds.org/profile/mfa";
    public const string Phr = "phr";

    /// <summary>The values of <c>acr</c> that there are, weakest first.</summary>
    public static readonly IReadOnlyList<string> Values = [Sfa, Mfa, Phr];

    /// <summary>The level of a value of <c>acr</c>; null for one that is none of ours.</summary>
    public static AssuranceLevel? LevelOf(string value) => Values.ToList().IndexOf(value) is >= 0 and var place ? (AssuranceLevel)place : null;

    /// <param name="session">A trusted device stands in its list of methods, and counts for nothing: it is no proof of now.</param>
    /// <param name="keysAreBound">Whether none of the person's security keys can be copied to other devices.</param>
    public static Assurance Of(LiveSession session, MethodCatalogue catalogue, bool keysAreBound)
    {
        var signedInWith = session.AuthenticationMethods.Split(',');
        var method = catalogue.Find(session.ConfirmedBy)?.Description;
        var verified = signedInWith.Contains(AuthenticationMethods.UserVerified);
        var password = method is null || signedInWith.Contains(AuthenticationMethods.Password) || !verified;

        // A key counts as two factors when it checked the person itself, or came after the password. The word of another
        // session proves possession of nothing (decision 8).
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
    /// The value of <c>acr</c> to answer with: the first of those asked for that was reached, else the highest that was.
    /// </summary>
    public string Answer(IReadOnlyList<string> wanted) =>
        wanted.FirstOrDefault(value => LevelOf(value) is { } level && level <= Level) ?? Values[(int)Level];

    /// <summary>The lowest level that would satisfy one of these; null when none of them can be reached here.</summary>
    public static AssuranceLevel? Lowest(IReadOnlyList<string> wanted) => wanted.Select(LevelOf).Min();

    // Only RFC 8176 and what it has no value for: names of our own, with a prefix.
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
