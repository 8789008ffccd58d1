using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

public sealed class SendingMessagesTests : OutboxTest
{
    [Fact]
    public async Task A_message_goes_out_once_and_is_wiped()
    {
        var id = await AddAsync("code", "123456 is your code.");

        await WorkAsync();
        await WorkAsync();

        var (sentId, message) = Assert.Single(Provider.Sent);
        Assert.Equal((id, "+447700900999", "123456 is your code."), (sentId, message.To, message.Text));
        var row = await RowAsync(id);
        Assert.Equal((DeliveryState.Delivered, null, $"{id}"), (row.State, row.Payload, row.ProviderId));
        Assert.Equal(Portal.Clock.GetUtcNow(), row.FinishedAt);
    }

    [Fact]
    public async Task A_newer_one_of_its_group_cancels_and_wipes_the_one_that_waits()
    {
        var old = await AddAsync("code", "old");
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await AddAsync("code", "new");
        var other = await AddAsync("another code", "other");

        await WorkAsync();

        Assert.Equal(["new", "other"], Provider.Sent.Select(sent => sent.Message.Text).Order());
        Assert.Equal((DeliveryState.Cancelled, null), ((await RowAsync(old)).State, (await RowAsync(old)).Payload));
        Assert.Equal(DeliveryState.Delivered, (await RowAsync(other)).State);
    }

    [Fact]
    public async Task One_that_is_superseded_in_the_hands_of_a_worker_is_not_sent_again()
    {
        var old = await AddAsync("code", "old");
        Provider.Answer = _ => new SendResult.TryLater(TimeSpan.FromSeconds(1), "busy");
        await WorkAsync();
        var claimedByTheDead = await AddAsync("dead", "old");
        Assert.Single(await ClaimAsync());

        Provider.Answer = id => new SendResult.Delivered($"{id}");
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await AddAsync("code", "new");
        await AddAsync("dead", "new");
        Provider.Sent.Clear();
        await WorkAsync();

        Assert.Equal(["new", "new"], Provider.Sent.Select(sent => sent.Message.Text));
        Assert.Equal(DeliveryState.Cancelled, (await RowAsync(old)).State);
        Assert.Equal(DeliveryState.Cancelled, (await RowAsync(claimedByTheDead)).State);
    }

    [Fact]
    public async Task One_that_is_too_old_is_not_sent_and_is_wiped()
    {
        var (intime, late) = (await AddAsync("in time", "in time", TimeSpan.FromMinutes(5)), await AddAsync("late", "late", TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1)));
        Portal.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));

        await WorkAsync();

        Assert.Equal("in time", Assert.Single(Provider.Sent).Message.Text);
        Assert.Equal(DeliveryState.Delivered, (await RowAsync(intime)).State);
        Assert.Equal((DeliveryState.Expired, null), ((await RowAsync(late)).State, (await RowAsync(late)).Payload));
    }

    [Fact]
    public async Task One_whose_worker_died_is_looked_up_before_it_is_sent_again()
    {
        var known = await AddAsync("known");
        var unknown = await AddAsync("unknown");
        Assert.Equal(2, (await ClaimAsync(QueueElsewhere())).Count);
        Provider.Knows = id => id == known ? new SendResult.Accepted("theirs") : null;
        Portal.Clock.Advance(OutboxPartition.Texts.Lease);

        await WorkAsync();

        Assert.Equal(new[] { known, unknown }.Order(), Provider.LookedUp.Order());
        Assert.Equal(unknown, Assert.Single(Provider.Sent).Id);
        Assert.Equal((DeliveryState.Accepted, "theirs", null), ((await RowAsync(known)).State, (await RowAsync(known)).ProviderId, (await RowAsync(known)).Payload));
    }

    [Fact]
    public async Task One_that_may_have_been_taken_is_looked_up_and_never_sent_blindly()
    {
        var id = await AddAsync("code");
        Provider.Answer = _ => throw new TimeoutException();
        await WorkAsync();
        Assert.Equal(DeliveryState.Checking, (await RowAsync(id)).State);
        Assert.Empty(await ClaimAsync());

        Provider.Knows = _ => new SendResult.Delivered("there");
        Portal.Clock.Advance(OutboxPartition.Texts.Lease);
        await WorkAsync();

        Assert.Single(Provider.Sent);
        Assert.Equal(DeliveryState.Delivered, (await RowAsync(id)).State);
    }

    [Fact]
    public async Task A_busy_provider_is_asked_again_when_it_said_and_seven_times_at_most()
    {
        var id = await AddAsync("code", lifetime: TimeSpan.FromMinutes(15));
        Provider.Answer = _ => new SendResult.TryLater(TimeSpan.FromSeconds(90), "busy");
        for (var times = 1; times <= 7; times++)
        {
            await WorkAsync();
            Assert.Equal(times, Provider.Sent.Count);

            Portal.Clock.Advance(TimeSpan.FromSeconds(89));
            await WorkAsync();
            Assert.Equal(times, Provider.Sent.Count);
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await WorkAsync();
        var row = await RowAsync(id);
        Assert.Equal((7, DeliveryState.Failed, null, "busy"), (Provider.Sent.Count, row.State, row.Payload, row.Error));
    }

    [Fact]
    public async Task A_refused_one_has_failed_and_is_wiped_and_its_reason_kept()
    {
        var id = await AddAsync("code");
        Provider.Answer = _ => new SendResult.Refused("unreachable");

        await WorkAsync();

        var row = await RowAsync(id);
        Assert.Equal((DeliveryState.Failed, null, "unreachable"), (row.State, row.Payload, row.Error));
        Assert.Equal(DeliveryState.Failed, (await Outbox.StatusAsync("code"))!.State);
    }

    [Fact]
    public async Task While_it_waits_neither_number_nor_text_can_be_read_in_the_database()
    {
        await AddAsync("code", "The word is heliotrope.");

        var dump = DatabaseDump.Of(Portal);

        Assert.DoesNotContain("heliotrope", dump);
        Assert.DoesNotContain("7700900999", dump);
    }

    [Fact]
    public async Task One_that_cannot_be_decrypted_fails_alone()
    {
        var broken = await AddAsync("broken");
        var whole = await AddAsync("whole");
        await Rows.ExecuteAsync(Portal, $"""UPDATE "Outbox" SET "Payload" = {new byte[] { 1, 2, 3 }} WHERE "Group" = 'broken'""");

        await WorkAsync();

        Assert.Equal(DeliveryState.Failed, (await RowAsync(broken)).State);
        Assert.Equal(DeliveryState.Delivered, (await RowAsync(whole)).State);
    }
}
