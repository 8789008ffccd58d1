using SecurityPortal.Platform.Database.FromIdentity;

namespace SecurityPortal.TwoFactor;

/// <summary>The counts of an import from an application with ASP.NET Core Identity, and the people for whom something was left out.</summary>
/// <param name="Methods">How many people were imported with each method, by its id.</param>
/// <param name="Closed">
/// The user names of those who had two-factor on with nothing that the portal can use: no password alone opens their
/// accounts, until they get back in as if all their methods were lost.
/// </param>
/// <param name="Lost">Who does not have here what they had there, besides those.</param>
/// <param name="Names">The result of names and addresses that were not written as the portal writes them.</param>
/// <param name="Accounts">Accounts that do not open by the password that they had.</param>
internal sealed record IdentityImportResult(
    IReadOnlyDictionary<string, int> Methods, IReadOnlyList<string> Closed, IReadOnlyList<LostMethods> Lost,
    MendedNames Names, ImportedAccounts Accounts);
