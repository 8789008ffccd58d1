namespace SecurityPortal.TwoFactor;

/// <summary>The methods that one person has on.</summary>
internal sealed class EnrolledMethods(
    IReadOnlyList<MethodEnrolment> enrolments, string? preferred, MethodCatalogue catalogue)
{
    public IReadOnlyList<MethodEnrolment> All => enrolments;

    /// <summary>Whether there are methods that this version does not know. They open nothing, and stand in the way.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>Whether two-factor is on: at least one method that stands alone is.</summary>
    public bool IsTwoFactorOn => Real.Any();

    /// <summary>
    /// Whether the password alone opens nothing: anything is set up, even if none of it can be used any more.
    /// </summary>
    public bool AsksSecondStep => enrolments.Count > 0 || HasUnknown;

    public MethodEnrolment? Find(string id) => enrolments.FirstOrDefault(row => row.Method == id);

    public bool IsOn(string id) => Find(id) is not null;

    /// <summary>
    /// Whether the method was turned off with a change of one that it requires, and not by the person's own request.
    /// </summary>
    public bool CanReEnrol(string id) =>
        enrolments.Any(row => row.CanReEnrol?.Split(',').Contains(id, StringComparer.Ordinal) == true);

    /// <summary>The method that the person marked, as long as it is on.</summary>
    public string? Preferred => preferred is not null && IsOn(preferred) ? preferred : null;

    /// <summary>Methods that are on and cannot be used, since the operator does without what they send by.</summary>
    public IEnumerable<MethodEnrolment> Unserved => enrolments.Where(row => !catalogue.IsServed(row.Method));

    /// <summary>The methods, in the order of the screen.</summary>
    public IEnumerable<MethodDescription> Descriptions =>
        catalogue.All.Select(method => method.Description).Where(method => IsOn(method.Id));

    /// <summary>The methods that stand alone.</summary>
    public IEnumerable<MethodEnrolment> Real => enrolments.Where(row => catalogue.Describe(row.Method).IsPrimaryFactor);

    /// <summary>
    /// Ways in that do not fall together: a number reached by text and by WhatsApp is one, unused backup codes are
    /// one.
    /// </summary>
    public int IndependentFactors => enrolments
        .Where(row => row.Count > 0 && catalogue.IsServed(row.Method)
            && (catalogue.Describe(row.Method) is { IsPrimaryFactor: true } or { IsEmergency: true }))
        .Select(row => row.Destination.Length > 0 ? row.Destination : row.Method)
        .Distinct().Count();

    /// <summary>The strongest method that is on, proves that the person holds something, and is no emergency measure.</summary>
    public MethodStrength Strongest => enrolments
        .Select(row => catalogue.Describe(row.Method)).Where(method => method.ProvesPossession)
        .Select(method => method.Strength)
        .DefaultIfEmpty(MethodStrength.Emergency).Max();
}
