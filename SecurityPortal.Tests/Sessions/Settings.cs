using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Sessions;

public sealed class Settings
{
    [Fact]
    public async Task Lifetimes_that_cannot_be_kept_are_all_named_at_start()
    {
        await using var portal = new Portal(
            ("Sessions:IdleTimeout", "70.00:00:00"), ("Sessions:AbsoluteTimeout", "61.00:00:00"), ("Sessions:ConfirmLifetime", "00:00:00"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        // Rows of sessions are deleted after 90 days.
        Assert.Equal(
            [
                "Sessions:AbsoluteTimeout must not be shorter than Sessions:IdleTimeout.",
                "Sessions:AbsoluteTimeout must be at most 60.00:00:00.",
                "Sessions:ConfirmLifetime must be above zero.",
            ],
            fault.Failures);
    }
}
