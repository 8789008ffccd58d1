namespace SecurityPortal.TwoFactor;

/// <summary>Configuration section <c>Policy</c>.</summary>
internal sealed class PolicyOptions
{
    /// <summary>Whether nobody may be without two-factor.</summary>
    public bool TwoFactorRequired { get; set; }

    /// <summary>The roles that may not be without two-factor.</summary>
    public string[] RequiredForRoles { get; set; } = [];

    /// <summary>How long a person may go on without, counted from the first sign-in that it was required at.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a method may go unused before the person is asked whether it still works; zero for never.</summary>
    public TimeSpan CheckUpAfter { get; set; } = TimeSpan.FromDays(28);

    /// <summary>The ids of the methods that people may turn on; all when empty.</summary>
    public string[] MethodsOffered { get; set; } = [];

    /// <summary>
    /// What support staff must have on before anything else, and sign in with: <c>Strongest</c> is a security key,
    /// <c>Strong</c> is content with an authenticator app. Without a value, the strongest that is offered. Texts never
    /// serve for staff.
    /// </summary>
    public MethodStrength? StaffStrength { get; set; }

    public bool RequiresTwoFactor(IEnumerable<string> roles) =>
        TwoFactorRequired || roles.Any(role => RequiredForRoles.Contains(role, StringComparer.OrdinalIgnoreCase));

    public bool Offers(string method) =>
        MethodsOffered.Length == 0 || MethodsOffered.Contains(method, StringComparer.OrdinalIgnoreCase);
}
