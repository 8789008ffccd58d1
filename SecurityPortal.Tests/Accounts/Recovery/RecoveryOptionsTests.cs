using Microsoft.Extensions.Options;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Recovery;

public sealed class RecoveryOptionsTests
{
    [Fact]
    public async Task A_link_that_would_live_longer_than_a_day_keeps_the_portal_from_starting()
    {
        await using var portal = new Portal(("Recovery:LinkLifetime", "1.00:00:01"), ("Recovery:WaitingPeriod", "31.00:00:00"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Equal(
            [
                "Recovery:WaitingPeriod is 31.00:00:00. It must be from 01:00:00 to 30.00:00:00.",
                "Recovery:LinkLifetime is 1.00:00:01. It must be from 00:10:00 to 1.00:00:00.",
            ],
            fault.Failures);
    }

    [Fact]
    public async Task A_day_is_taken_and_is_the_default()
    {
        await using var portal = new Portal(("Recovery:LinkLifetime", "1.00:00:00"));

        Assert.Equal(TimeSpan.FromHours(24), portal.Get<IOptions<RecoveryOptions>>().Value.LinkLifetime);
        Assert.Equal(TimeSpan.FromHours(24), new RecoveryOptions().LinkLifetime);
    }
}
