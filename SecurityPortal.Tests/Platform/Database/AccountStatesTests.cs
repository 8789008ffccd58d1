using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>What Identity's row says about an account (R17).</summary>
public sealed class AccountStatesTests
{
    private static readonly DateTimeOffset Now = new(2050, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, "9999-12-31T23:59:59.9999999+00:00", nameof(AccountState.Disabled))]
    [InlineData(true, "2050-03-04T14:00:01+02:00", nameof(AccountState.Disabled))]
    [InlineData(true, "2050-03-04T14:00:00+02:00", nameof(AccountState.Active))]
    [InlineData(true, "2020-01-01T00:00:00+00:00", nameof(AccountState.Active))]
    [InlineData(true, null, nameof(AccountState.Active))]
    [InlineData(false, "9999-12-31T23:59:59.9999999+00:00", nameof(AccountState.Active))]
    public void An_account_is_disabled_while_its_lock_out_is_enabled_and_lies_ahead(bool isEnabled, string? end, string state)
    {
        var user = new PortalUser
        {
            LockoutEnabled = isEnabled,
            LockoutEnd = end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Equal(state, $"{user.StateAt(Now)}");
    }

    [Theory]
    [InlineData("ann@example.com", false, nameof(AccountState.Unconfirmed))]
    [InlineData("ann@example.com", true, nameof(AccountState.Active))]
    [InlineData("", false, nameof(AccountState.Active))]
    [InlineData(null, false, nameof(AccountState.Active))]
    public void An_address_that_nobody_confirmed_comes_first_and_no_address_is_none(string? email, bool isConfirmed, string state) =>
        Assert.Equal(state, $"{new PortalUser { Email = email, EmailConfirmed = isConfirmed }.StateAt(Now)}");

    [Fact]
    public void A_disabled_account_is_not_led_to_confirm_anything() => Assert.Equal(
        AccountState.Disabled,
        new PortalUser { Email = "ann@example.com", LockoutEnabled = true, LockoutEnd = DateTimeOffset.MaxValue }.StateAt(Now));
}
