using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.TwoFactor.Enrolment;

/// <summary>Decides which methods a person may set up (R3, R6, R9, R12). Reads and writes nothing itself.</summary>
internal sealed class EnrolmentRules(MethodCatalogue catalogue, IOptionsMonitor<PolicyOptions> policy)
{
    /// <summary>The method that must be set up together with a first method (R12); null when there is none.</summary>
    public ITwoFactorMethod? CompanionOf(PendingEnrolment row, LiveSession session, EnrolledMethods enrolled) =>
        row.Completes is null && !enrolled.IsTwoFactorOn && catalogue.Describe(row.Method).IsPrimaryFactor
            ? catalogue.All.FirstOrDefault(method =>
                method.Description.AccompaniesFirst && IsOffered(method, session, enrolled) && !enrolled.IsOn(method.Description.Id))
            : null;

    /// <summary>The ids of the methods that are on and require this one.</summary>
    public IReadOnlyList<string> DependantsOf(string id, EnrolledMethods enrolled) =>
        [.. enrolled.All.Select(row => row.Method).Where(other => catalogue.Describe(other).Requires == id)];

    /// <summary>
    /// Whether the person may turn the method on. A person who has it on keeps it (R6), and may prove it again after a change
    /// of number turned it off (R5).
    /// </summary>
    public bool IsOffered(ITwoFactorMethod method, LiveSession session, EnrolledMethods enrolled) =>
        policy.CurrentValue.Offers(method.Description.Id)
        && catalogue.IsServed(method.Description.Id)
        && (method.Rollout is not { } rollout
            || rollout.Includes(new(session.UserId, session.Email, session.Roles))
            || enrolled.CanReEnrol(method.Description.Id));

    /// <summary>Returns why an enrolment may not begin; null when it may.</summary>
    public MethodRefusal? Check(GuardedSession session, ITwoFactorMethod? method)
    {
        var enrolled = session.Enrolled;
        if (method is null || !catalogue.IsServed(method.Description.Id)
            || (!enrolled.IsOn(method.Description.Id) && !IsOffered(method, session.Session, enrolled)))
        {
            return new(MethodFault.UnknownMethod);
        }

        var description = method.Description;
        if (IsUnmet(description, enrolled, []))
        {
            return new(MethodFault.RequiresAnother);
        }

        // A temporary pass must lead to a primary method; other methods come after that.
        if (session.Session.IsOnPass && !description.IsPrimaryFactor)
        {
            return new(MethodFault.NeedsConfirmation);
        }

        return enrolled.IsOn(description.Id) && description.WhenOn == EnrolmentWhenOn.NotPossible
            ? new(MethodFault.AlreadyOn)
            : null;
    }

    /// <summary>Whether something that the method requires is missing.</summary>
    /// <param name="turnedOn">The ids of methods turned on in the same change.</param>
    public bool IsUnmet(MethodDescription description, EnrolledMethods enrolled, IReadOnlyList<string> turnedOn)
    {
        bool IsOn(string id) => enrolled.IsOn(id) || turnedOn.Contains(id);
        return (description.Requires is { } required && !IsOn(required))
            || (!description.IsPrimaryFactor
                && !enrolled.IsTwoFactorOn
                && !turnedOn.Any(id => catalogue.Describe(id).IsPrimaryFactor));
    }
}
