using Bunit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

/// <summary>The devices page and the two-factor page say that every sign-in needs a second step only while that is true.</summary>
public sealed class NoTrustedDevicesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string AsksForMore = "Every sign-in needs a second step.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_page_says_that_a_second_step_is_asked_for_only_while_it_is(bool isTwoFactorOn)
    {
        var person = isTwoFactorOn ? await TestPerson.WithAsync(_portal, MethodIds.App) : await TestPerson.CreateAsync(_portal);
        await person.SignInAsync(isTwoFactorOn ? MethodIds.App : null);
        await using var screen = await Screen.OfAsync(_portal, person);

        var devices = screen.Show<DevicesPage>();
        var methods = screen.Show<TwoFactorPage>();

        devices.WaitForAssertion(() => AssertSays(devices.Markup, isTwoFactorOn), Patience);
        methods.WaitForAssertion(() => AssertSays(methods.Markup, isTwoFactorOn), Patience);
    }

    private static void AssertSays(string page, bool isTwoFactorOn)
    {
        Assert.Contains("No trusted devices.", page, StringComparison.Ordinal);
        Assert.Equal(isTwoFactorOn, page.Contains(AsksForMore, StringComparison.Ordinal));
    }
}
