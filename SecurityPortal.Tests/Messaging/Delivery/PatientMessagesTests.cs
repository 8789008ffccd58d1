using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>Messages that nobody waits for, such as notifications, while their provider is in trouble for hours.</summary>
public sealed class PatientMessagesTests : OutboxTest
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    [Fact]
    public async Task One_in_doubt_is_looked_up_until_the_provider_answers()
    {
        var id = await AddAsync("notice", lifetime: Lifetime);
        Provider.Answer = _ => throw new TimeoutException();
        Provider.Knows = _ => new SendResult.Ambiguous("down");
        await WorkForHoursAsync();

        Assert.Equal(DeliveryState.Checking, (await RowAsync(id)).State);
        Assert.Equal((1, 11), (Provider.Sent.Count, Provider.LookedUp.Count));

        Provider.Knows = _ => new SendResult.Delivered("there");
        await WorkAsync();

        Assert.Equal(DeliveryState.Delivered, (await RowAsync(id)).State);
        Assert.Single(Provider.Sent);
    }

    [Fact]
    public async Task One_in_doubt_is_given_up_when_it_is_too_old()
    {
        var id = await AddAsync("notice", lifetime: Lifetime);
        Provider.Answer = _ => new SendResult.Ambiguous("down");
        Provider.Knows = _ => new SendResult.Ambiguous("down");
        await WorkForHoursAsync();

        Portal.Clock.Advance(Lifetime);
        await WorkAsync();

        Assert.Equal((DeliveryState.Expired, "down"), ((await RowAsync(id)).State, (await RowAsync(id)).Error));
    }

    [Fact]
    public async Task One_that_may_have_arrived_five_times_and_cannot_be_looked_up_is_given_up()
    {
        Provider.CanLookUp = false;
        var id = await AddAsync("notice", lifetime: Lifetime, channel: DeliveryChannel.Email);
        Provider.Answer = _ => throw new TimeoutException();
        await WorkForHoursAsync();

        Assert.Equal((5, DeliveryState.Failed), (Provider.Sent.Count, (await RowAsync(id)).State));
    }

    // Twelve times, twenty minutes apart: longer than the outbox waits between two attempts.
    private async Task WorkForHoursAsync()
    {
        for (var times = 1; times <= 12; times++)
        {
            await WorkAsync();
            Portal.Clock.Advance(TimeSpan.FromMinutes(20));
        }
    }
}
