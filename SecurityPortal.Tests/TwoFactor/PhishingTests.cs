using System.Globalization;
using SecurityPortal.Support;
using SecurityPortal.Support.People;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>NIST 800-63B-4 3.2.5: manually entered codes are not phishing-resistant, and the portal never says that they are.</summary>
public sealed class PhishingTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("en", "fake")]
    [InlineData("de", "gefälscht")]
    [InlineData("es", "falsa")]
    [InlineData("pt-BR", "falsa")]
    public void Only_what_is_bound_to_the_site_is_called_safe_from_fake_pages(string language, string word)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var named = _portal.Get<MethodCatalogue>().All.Select(method => method.Description)
                .Where(method => $"{method.Name} {method.Reason}".Contains(word, StringComparison.OrdinalIgnoreCase));

            Assert.Equal([MethodIds.SecurityKeys], named.Select(method => method.Id));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Nothing_that_is_typed_stands_as_high_as_what_is_bound_to_the_site() =>
        Assert.All(
            _portal.Get<MethodCatalogue>().All.Select(method => method.Description).Where(method => method.IsGuessable),
            method => Assert.NotEqual(MethodStrength.Strongest, method.Strength));

    [Theory]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.Sms)]
    [InlineData(MethodIds.BackupCodes)]
    public async Task Staff_for_whom_policy_asks_a_key_get_nowhere_with_what_is_typed(string method)
    {
        var agent = await TestPerson.CreateAsync(_portal, role: "Support");
        await agent.HasAsync(MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes);
        await agent.HasKeyAsync();
        await agent.SignInAsync(method);

        var (view, fault) = await _portal.Get<PersonQueries>().LoadAsync(agent.Session, agent.Id);

        Assert.Null(view);
        Assert.Equal(SupportFault.NeedsStaffSignIn, fault);
    }
}
