namespace SecurityPortal.Support.Reports;

/// <summary>Somebody who is not protected.</summary>
/// <param name="Methods">The names of what is on.</param>
public sealed record UnprotectedPerson(string Id, string UserName, string Email, IReadOnlyList<string> Methods);
