using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class SessionSettingsTests
{
    [Fact]
    public async Task Lifetimes_that_cannot_be_kept_are_all_named_at_start()
    {
        await using var portal = new Portal(
            ("Sessions:IdleTimeout", "1.00:00:02"), ("Sessions:AbsoluteTimeout", "1.00:00:01"), ("Sessions:ConfirmLifetime", "00:00:00"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Equal(
            [
                "Sessions:AbsoluteTimeout must not be shorter than Sessions:IdleTimeout.",
                "Sessions:AbsoluteTimeout must be at most 1.00:00:00.",
                "Sessions:ConfirmLifetime must be above zero.",
            ],
            fault.Failures);
    }

    [Theory]
    [InlineData("no-such-file.mmdb")]
    [InlineData("SecurityPortal.dll")]
    public async Task A_database_of_places_that_cannot_be_read_is_named_at_start(string file)
    {
        await using var portal = new Portal(("Sessions:PlaceDatabase", Path.Combine(AppContext.BaseDirectory, file)));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Equal(["Sessions:PlaceDatabase must be a readable MaxMind city database (.mmdb)."], fault.Failures);
    }
}
