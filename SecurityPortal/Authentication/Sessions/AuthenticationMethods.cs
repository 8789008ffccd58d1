namespace SecurityPortal.Authentication.Sessions;

/// <summary>The values in a session's list of methods that are not ids of methods.</summary>
internal static class AuthenticationMethods
{
    public const string Password = "Password";
    public const string TrustedDevice = "TrustedDevice";

    /// <summary>A pass sent by support. It leads only to enrolment.</summary>
    public const string TemporaryPass = "TemporaryPass";

    /// <summary>The authenticator itself verified the person, by PIN, fingerprint or face.</summary>
    public const string UserVerified = "UserVerified";

    /// <summary>A code by email, which counts as a proof in a recovery but signs nobody in (NIST SP 800-63B-4 3.1.3.1).</summary>
    public const string Email = "Email";

    public static string Of(params ReadOnlySpan<string> steps) => string.Join(',', steps!);
}
