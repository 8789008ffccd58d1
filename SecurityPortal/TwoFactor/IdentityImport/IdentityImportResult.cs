using SecurityPortal.Platform.Database.FromIdentity;

namespace SecurityPortal.TwoFactor.IdentityImport;

/// <summary>The result of an import from an application with ASP.NET Core Identity: counts, and the people who lost something.</summary>
/// <param name="Methods">How many people were imported with each method, by its id.</param>
/// <param name="Closed">
/// The user names of people who had two-factor on, but nothing that the portal can use. Their password alone does not sign
/// them in; they have to get back in as if they had lost all their methods.
/// </param>
/// <param name="Lost">The other people whose methods could not all be imported.</param>
/// <param name="Names">The names and addresses that were not in the portal's format, and what became of them.</param>
/// <param name="ClaimedNames">How many people got their display name from a claim.</param>
/// <param name="Accounts">Accounts whose old password does not sign in.</param>
internal sealed record IdentityImportResult(
    IReadOnlyDictionary<string, int> Methods, IReadOnlyList<string> Closed, IReadOnlyList<LostMethods> Lost,
    MendedNames Names, int ClaimedNames, ImportedAccounts Accounts);
