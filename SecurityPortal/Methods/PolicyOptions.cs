namespace SecurityPortal.Methods;

/// <summary>Configuration section <c>Policy</c>.</summary>
internal sealed class PolicyOptions
{
    /// <summary>Whether nobody may be without two-factor.</summary>
    public bool TwoFactorRequired { get; set; }

    /// <summary>The roles that may not be without two-factor.</summary>
    public string[] RequiredForRoles { get; set; } = [];

    public bool RequiresTwoFactor(IEnumerable<string> roles) =>
        TwoFactorRequired || roles.Any(role => RequiredForRoles.Contains(role, StringComparer.OrdinalIgnoreCase));
}
