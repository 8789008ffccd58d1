namespace SecurityPortal.TwoFactor.Policy;

/// <summary>Configuration section <c>Policy</c>.</summary>
internal sealed class PolicyOptions
{
    /// <summary>Whether everybody must have two-factor on.</summary>
    public bool TwoFactorRequired { get; set; }

    /// <summary>Roles that must have two-factor on.</summary>
    /// <value>Support, SupportLead</value>
    /// <default>none</default>
    public string[] RequiredForRoles { get; set; } = [];

    /// <summary>How long a person can go on without two-factor, from the first sign-in at which it was required.</summary>
    /// <value>at least 0</value>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a method can go unused before the person is asked whether it still works. 0 never asks.</summary>
    /// <value>at least 0</value>
    public TimeSpan CheckUpAfter { get; set; } = TimeSpan.FromDays(28);

    /// <summary>
    /// The ids of the methods that people can turn on. WhatsApp needs Sms, and one of them must work on its own.
    /// </summary>
    /// <value>SecurityKeys, AuthenticatorApp, Sms, WhatsApp, LoginRequests, BackupCodes</value>
    /// <default>all</default>
    public string[] MethodsOffered { get; set; } = [];

    /// <summary>
    /// The strength of the method that support staff must have on before anything else, and sign in with: Strongest is a
    /// security key; Strong also allows an authenticator app. Text messages are never enough for staff.
    /// </summary>
    /// <value>Strong, Strongest</value>
    /// <default>the strongest that is offered</default>
    public MethodStrength? StaffStrength { get; set; }

    public bool RequiresTwoFactor(IEnumerable<string> roles) =>
        TwoFactorRequired || roles.Any(role => RequiredForRoles.Contains(role, StringComparer.OrdinalIgnoreCase));

    public bool Offers(string method) =>
        MethodsOffered.Length == 0 || MethodsOffered.Contains(method, StringComparer.OrdinalIgnoreCase);
}
