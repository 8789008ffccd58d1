namespace SecurityPortal.TwoFactor;

/// <summary>The methods that one person has turned on.</summary>
internal sealed class EnrolledMethods(
    IReadOnlyList<MethodEnrolment> enrolments, string? preferred, MethodCatalogue catalogue)
{
    public IReadOnlyList<MethodEnrolment> All => enrolments;

    /// <summary>Whether there are methods that this version does not know. They sign nobody in, but block password-only sign-in.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>Whether two-factor is on, which takes at least one primary method.</summary>
    public bool IsTwoFactorOn => Real.Any();

    /// <summary>
    /// Whether the password alone is not enough: something is set up, even if none of it can be used any more.
    /// </summary>
    public bool AsksSecondStep => enrolments.Count > 0 || HasUnknown;

    public MethodEnrolment? Find(string id) => enrolments.FirstOrDefault(row => row.Method == id);

    public bool IsOn(string id) => Find(id) is not null;

    /// <summary>
    /// Whether the method was turned off by a change to the method that it requires, not by the person.
    /// </summary>
    public bool CanReEnrol(string id) =>
        enrolments.Any(row => row.CanReEnrol?.Split(',').Contains(id, StringComparer.Ordinal) == true);

    /// <summary>The method that the person marked as preferred, while it is on.</summary>
    public string? Preferred => preferred is not null && IsOn(preferred) ? preferred : null;

    /// <summary>Methods that are on but cannot be used, because the operator has no provider for their channel.</summary>
    public IEnumerable<MethodEnrolment> Unserved => enrolments.Where(row => !catalogue.IsServed(row.Method));

    /// <summary>The methods that are on, in the order of the screen.</summary>
    public IEnumerable<MethodDescription> Descriptions =>
        catalogue.All.Select(method => method.Description).Where(method => IsOn(method.Id));

    /// <summary>The primary methods.</summary>
    public IEnumerable<MethodEnrolment> Real => enrolments.Where(row => catalogue.Describe(row.Method).IsPrimaryFactor);

    /// <summary>
    /// The number of independent ways in. A phone number that gets both texts and WhatsApp counts once, and so do all unused
    /// backup codes together.
    /// </summary>
    public int IndependentFactors => enrolments
        .Where(row => row.Count > 0 && catalogue.IsServed(row.Method)
            && (catalogue.Describe(row.Method) is { IsPrimaryFactor: true } or { IsEmergency: true }))
        .Select(row => row.Destination.Length > 0 ? row.Destination : row.Method)
        .Distinct().Count();

    /// <summary>The strength of the strongest method that is on and proves possession; Emergency when there is none.</summary>
    public MethodStrength Strongest => enrolments
        .Select(row => catalogue.Describe(row.Method)).Where(method => method.ProvesPossession)
        .Select(method => method.Strength)
        .DefaultIfEmpty(MethodStrength.Emergency).Max();
}
