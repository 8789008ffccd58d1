namespace SecurityPortal.Support.Reports;

/// <summary>A person who is not protected.</summary>
/// <param name="Methods">The names of the methods that are on.</param>
public sealed record UnprotectedPerson(string Id, string UserName, string Email, IReadOnlyList<string> Methods);
