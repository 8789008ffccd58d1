using Bunit;
using SecurityPortal.Methods;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Settings;

public sealed class StatusBanners(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncDisposable
{
    private readonly Screen _screen = new(shared.Portal);

    [Theory]
    [InlineData(false, 0, "Two-factor authentication is off A password alone opens your account. Turn on a method below.")]
    [InlineData(true, 1, "Two-factor authentication is on You have one way in. Add a second method or backup codes.")]
    [InlineData(true, 2, "Two-factor authentication is on")]
    public void It_says_whether_two_factor_is_on_and_what_is_missing(bool isOn, int waysIn, string text)
    {
        var banner = Show(new([], isOn, waysIn));

        Assert.Equal(text, Screen.Words(banner.Find("[data-testid=two-factor-status]")));
        Assert.Equal("polite", banner.Find("section").GetAttribute("aria-live"));
    }

    [Theory]
    [InlineData(72, "3 days left", false)]
    [InlineData(48.5, "3 days left", false)]
    [InlineData(24, "1 day left", false)]
    [InlineData(0.1, "1 day left", false)]
    [InlineData(0, "Turn on a method below to go on.", true)]
    public void A_deadline_counts_down_in_days_begun(double hours, string text, bool hasPassed)
    {
        var due = shared.Portal.Clock.GetUtcNow().AddHours(hours);

        var banner = Show(new([], false, 0) { Deadline = new(due, hasPassed, EnrolmentCause.Policy) });

        Assert.Contains(text, Screen.Words(banner.Find("section")));
    }

    public async ValueTask DisposeAsync() => await _screen.DisposeAsync();

    private IRenderedComponent<StatusBanner> Show(TwoFactorOverview overview) =>
        _screen.Render<StatusBanner>(parameters => parameters.Add(banner => banner.Overview, overview));
}
