using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>The agent reads the true reason why a code to a caller was not sent.</summary>
public sealed class CaseChecksTests
{
    [Fact]
    public async Task A_country_that_is_not_served_is_said_and_is_not_called_too_many_tries()
    {
        await using var portal = new Portal(("Delivery:Limits:Countries:0", "DE"));

        var fault = await SendAsync(portal);

        Assert.Equal(SupportFault.RegionNotServed, fault);
        Assert.Equal("We don't send codes to numbers in this country. Use another check.", portal.Get<SupportTexts>().Explain(fault));
    }

    [Fact]
    public async Task A_channel_whose_day_is_used_up_is_said_to_be_paused()
    {
        await using var portal = new Portal(("Delivery:Limits:SmsPerDay", "1"));
        await (await Desk.OpenAsync(portal)).SendCodeAsync(CheckKind.CodeByText);

        var fault = await SendAsync(portal);

        Assert.Equal(SupportFault.SendingPaused, fault);
        Assert.Equal("We can't send codes to numbers like this one at the moment. Use another check.", portal.Get<SupportTexts>().Explain(fault));
    }

    private static async Task<SupportFault> SendAsync(Portal portal)
    {
        var desk = await Desk.OpenAsync(portal);
        return Desk.Fault(await portal.Get<CaseChecks>().SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText));
    }
}
