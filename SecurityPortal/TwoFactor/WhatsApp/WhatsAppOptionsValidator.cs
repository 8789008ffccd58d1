namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>At startup, refuses an invalid roll-out, and reports all its faults together.</summary>
internal sealed class WhatsAppOptionsValidator(IDbContextFactory<PortalDbContext> factory) : IValidateOptions<WhatsAppOptions>
{
    private const string Section = "Methods:WhatsApp";

    public ValidateOptionsResult Validate(string? name, WhatsAppOptions options)
    {
        List<string> faults = [];
        if (options.RolloutPercentage is not (>= 0 and <= 100))
        {
            faults.Add($"{Section}:RolloutPercentage is {options.RolloutPercentage}. It must be from 0 to 100.");
        }

        faults.AddRange(options.RolloutPeople.Where(person => !IsAddress(person)).Select(person =>
            $"{Section}:RolloutPeople names '{person}'. Name people by their email address."));
        if (options.RolloutRoles.Length > 0)
        {
            var known = Roles();
            faults.AddRange(options.RolloutRoles.Where(role => !known.Contains(role, StringComparer.OrdinalIgnoreCase)).Select(role =>
                $"{Section}:RolloutRoles names '{role}'. Known roles: {string.Join(", ", known)}."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);

    // The portal's own roles, and any that the Identity database already had.
    private IReadOnlyList<string> Roles()
    {
        using var db = factory.CreateDbContext();
        return [.. PortalRoles.Staff.Union(db.Roles.Select(role => role.Name!).AsEnumerable(), StringComparer.OrdinalIgnoreCase)];
    }
}
