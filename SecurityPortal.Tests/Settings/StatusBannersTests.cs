using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Overview;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.Tests.Settings;

public sealed class StatusBannersTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncDisposable
{
    private readonly Screen _screen = new(shared.Portal);

    [Theory]
    [InlineData(false, 0, "Two-factor authentication is off Your account is protected only by your password. Turn on a method below.")]
    [InlineData(true, 1, "Two-factor authentication is on You have only one way to sign in. Add a second method or backup codes.")]
    [InlineData(true, 2, "Two-factor authentication is on")]
    public void It_says_whether_two_factor_is_on_and_what_is_missing(bool isOn, int waysIn, string text)
    {
        var banner = Show(new([], isOn, waysIn));

        Assert.Equal(text, Screen.Words(banner.Find("[data-testid=two-factor-status]")));
        Assert.Equal("polite", banner.Find("section").GetAttribute("aria-live"));
    }

    [Fact]
    public void Where_no_methods_stand_below_it_leads_to_them()
    {
        var banner = Show(new([], false, 0), methodsAreBelow: false);

        Assert.DoesNotContain("below", Screen.Words(banner.Find("section")));
        Assert.Equal("/settings/security/two-factor", banner.Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(72, "3 days left", false)]
    [InlineData(48.5, "3 days left", false)]
    [InlineData(24, "1 day left", false)]
    [InlineData(0.1, "1 day left", false)]
    [InlineData(0, "Turn on a method below to continue.", true)]
    public void A_deadline_counts_down_in_days_begun(double hours, string text, bool hasPassed)
    {
        var due = shared.Portal.Clock.GetUtcNow().AddHours(hours);

        var banner = Show(new([], false, 0) { Deadline = new(due, hasPassed, EnrolmentCause.Policy) });

        Assert.Contains(text, Screen.Words(banner.Find("section")));
    }

    [Fact]
    public void The_day_of_a_deadline_is_that_of_the_persons_time_zone()
    {
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        _screen.RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, tokyo));
        var due = new DateTimeOffset(2050, 3, 10, 20, 0, 0, TimeSpan.Zero);

        var banner = Show(new([], false, 0) { Deadline = new(due, false, EnrolmentCause.Policy) });

        var day = new DateTime(2050, 3, 11).ToString("D", CultureInfo.CurrentCulture);
        Assert.Contains($"Turn it on by {day}: 7 days left.", Screen.Words(banner.Find("section")));
    }

    public async ValueTask DisposeAsync() => await _screen.DisposeAsync();

    private IRenderedComponent<StatusBanner> Show(TwoFactorOverview overview, bool methodsAreBelow = true) =>
        _screen.Render<StatusBanner>(parameters => parameters
            .Add(banner => banner.Overview, overview).Add(banner => banner.MethodsAreBelow, methodsAreBelow));
}
