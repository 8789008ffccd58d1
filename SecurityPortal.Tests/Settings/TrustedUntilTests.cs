using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

/// <summary>The devices page and the two-factor page say until which day a device is trusted, where the person is.</summary>
public sealed class TrustedUntilTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Fourteen hours ahead of UTC: at noon in UTC, it is the next day there.
    private static readonly TimeZoneInfo Kiritimati = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati");
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Each_page_names_the_day_of_the_persons_time_zone()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await _portal.TrustDeviceAsync(person.Id, new("A browser", "192.0.2.1"));
        var device = Assert.Single((await _portal.Get<SessionsAndDevices>().DevicesAsync(person.Session))!);
        var day = TimeZoneInfo.ConvertTime(device.ExpiresAt, Kiritimati);
        Assert.NotEqual(device.ExpiresAt.UtcDateTime.Date, day.Date);
        await using var screen = await Screen.OfAsync(_portal, person);
        screen.RenderTree.Add<CascadingValue<TimeZoneInfo>>(cascade => cascade.Add(value => value.Value, Kiritimati));

        var devices = screen.Show<DevicesPage>();
        var methods = screen.Show<TwoFactorPage>();

        var said = $"Trusted until {day.ToString("D", CultureInfo.CurrentCulture)}";
        devices.WaitForAssertion(() => Assert.Contains(said, devices.Markup, StringComparison.Ordinal), Patience);
        methods.WaitForAssertion(() => Assert.Contains(said, methods.Markup, StringComparison.Ordinal), Patience);
    }
}
