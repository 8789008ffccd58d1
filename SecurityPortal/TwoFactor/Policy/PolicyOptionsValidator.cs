namespace SecurityPortal.TwoFactor.Policy;

/// <summary>At startup, refuses a policy that nobody could meet, and reports all its faults together.</summary>
internal sealed class PolicyOptionsValidator(MethodCatalogue catalogue) : IValidateOptions<PolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyOptions options)
    {
        var known = catalogue.All.Select(method => method.Description).ToList();
        var ids = string.Join(", ", known.Select(method => method.Id));
        List<string> faults = [];
        if (options.GracePeriod < TimeSpan.Zero)
        {
            faults.Add($"Policy:GracePeriod is {options.GracePeriod}. It must not be below zero.");
        }

        if (options.CheckUpAfter < TimeSpan.Zero)
        {
            faults.Add($"Policy:CheckUpAfter is {options.CheckUpAfter}. It must not be below zero.");
        }

        faults.AddRange(options.RequiredForRoles.Where(role => !PortalRoles.IsStaff(role)).Select(role =>
            $"Policy:RequiredForRoles names '{role}'. Known roles: {string.Join(", ", PortalRoles.Staff)}."));
        faults.AddRange(options.MethodsOffered
            .Where(id => !known.Exists(method => string.Equals(method.Id, id, StringComparison.OrdinalIgnoreCase)))
            .Select(id => $"Policy:MethodsOffered names '{id}'. Known methods: {ids}."));
        faults.AddRange(known.Where(method => options.Offers(method.Id) && method.Requires is { } other && !options.Offers(other))
            .Select(method => $"Policy:MethodsOffered has '{method.Id}' without '{method.Requires}', which it requires."));
        faults.AddRange(known.Select(method => method.Id)
            .Where(id => options.MethodsOffered.Contains(id, StringComparer.OrdinalIgnoreCase) && !catalogue.IsServed(id))
            .Select(id => $"Policy:MethodsOffered includes '{id}', but Delivery:{id}:Provider is None."));
        faults.AddRange(known
            .Where(method => options.Offers(method.Id) && catalogue.IsServed(method.Id) && method.Requires is { } other && !catalogue.IsServed(other))
            .Select(method => $"Delivery:{method.Requires}:Provider is None, but {method.Id} requires {method.Requires}: set Delivery:{method.Id}:Provider to None as well."));
        if (!known.Exists(method => method.IsPrimaryFactor && options.Offers(method.Id) && catalogue.IsServed(method.Id)))
        {
            faults.Add("Policy:MethodsOffered has no method that works on its own. These do: "
                + $"{string.Join(", ", known.Where(method => method.IsPrimaryFactor).Select(method => method.Id))}.");
        }

        if (options.StaffStrength < MethodStrength.Strong)
        {
            faults.Add($"Policy:StaffStrength is '{options.StaffStrength}'. It must be Strong or Strongest.");
        }
        else if (options.StaffStrength is { } wanted
            && !known.Exists(method => method.IsPrimaryFactor && method.Strength >= wanted && options.Offers(method.Id)))
        {
            faults.Add($"Policy:StaffStrength is '{options.StaffStrength}', but Policy:MethodsOffered has no method of that strength.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
