using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Describes in words what an application learns from its scopes.</summary>
internal sealed class ScopeTexts(IStringLocalizer<Texts> texts)
{
    public IReadOnlyList<string> Of(IReadOnlyCollection<string> scopes) =>
        [.. ClientDefinition.KnownScopes.Where(scopes.Contains).Select(Of)];

    private string Of(string scope) => scope switch
    {
        Scopes.OpenId => texts["that it is you, and how you signed in"],
        Scopes.Profile => texts["your user name, language and time zone"],
        Scopes.Email => texts["your email address"],
        Scopes.Phone => texts["your confirmed phone number"],
        Scopes.Roles => texts["your roles"],
        Scopes.OfflineAccess => texts["all of this, without asking again, as long as you stay signed in here"],
        _ => scope,
    };
}
