using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

[OnBothDatabases]
public sealed class ClaimingMessagesTests : OutboxTest
{
    [Fact]
    public async Task Of_eight_workers_each_message_is_claimed_by_one()
    {
        const int Count = 80;
        for (var i = 0; i < Count; i++)
        {
            await AddAsync($"group {i}");
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var (queue, mine) = (QueueElsewhere(), new List<Guid>());
            while (await ClaimAsync(queue, count: 3) is { Count: > 0 } claimed)
            {
                mine.AddRange(claimed.Select(message => message.Id));
            }

            return mine;
        })));

        Assert.Equal(Count, claims.Sum(mine => mine.Count));
        Assert.Distinct(claims.SelectMany(mine => mine));
    }

    [Fact]
    public async Task A_message_that_was_never_committed_is_never_claimed()
    {
        await AddAsync("code", commit: false);

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_claim_holds_for_ten_seconds_and_then_another_worker_takes_over_in_doubt()
    {
        var id = await AddAsync("code");
        Assert.Equal(DeliveryState.Sending, Assert.Single(await ClaimAsync()).State);

        Portal.Clock.Advance(OutboxPartition.Texts.Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ClaimAsync(QueueElsewhere()));

        Portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var taken = Assert.Single(await ClaimAsync(QueueElsewhere()));
        Assert.Equal((id, DeliveryState.Checking, 2), (taken.Id, taken.State, taken.Attempts));
    }

    [Fact]
    public async Task A_worker_that_lost_its_claim_can_mark_nothing_any_more()
    {
        var id = await AddAsync("code");
        var mine = Assert.Single(await ClaimAsync());
        Portal.Clock.Advance(OutboxPartition.Texts.Lease);
        var elsewhere = QueueElsewhere();
        var theirs = Assert.Single(await ClaimAsync(elsewhere));

        await Queue.FinishAsync(mine, DeliveryState.Failed, new(Error: "late"), CancellationToken.None);
        Assert.Equal(DeliveryState.Checking, (await RowAsync(id)).State);

        await elsewhere.FinishAsync(theirs, DeliveryState.Delivered, new("theirs"), CancellationToken.None);
        await Queue.PutBackAsync(mine, Portal.Clock.GetUtcNow(), "late", CancellationToken.None);
        Assert.Equal((DeliveryState.Delivered, "theirs"), ((await RowAsync(id)).State, (await RowAsync(id)).ProviderId));
    }

    [Fact]
    public async Task A_partition_claims_the_channels_that_it_has_and_no_others()
    {
        Guid[] ids = [await AddAsync("sms"), await AddAsync("whatsapp", channel: DeliveryChannel.WhatsApp), await AddAsync("mail", channel: DeliveryChannel.Email)];

        var claimed = await Queue.ClaimAsync(OutboxPartition.Texts, 16, CancellationToken.None);

        Assert.Equal(new[] { ids[0], ids[1] }.Order(), claimed.Select(message => message.Id).Order());
        Assert.Equal(ids[2], Assert.Single(await ClaimAsync()).Id);
    }

    [Fact]
    public async Task A_message_that_one_process_alone_may_send_is_claimed_by_no_other()
    {
        var mine = QueueElsewhere();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            await Outbox.AddAsync(
                db, "", "operator:1", new(DeliveryChannel.Sms, "+447700900999", "A test."), TimeSpan.FromMinutes(5), onlyBy: mine.Owner);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await ClaimAsync());
        var claimed = Assert.Single(await ClaimAsync(mine));
        await mine.PutBackAsync(claimed, Portal.Clock.GetUtcNow(), "again", CancellationToken.None);
        Assert.Empty(await ClaimAsync());
        Assert.Single(await ClaimAsync(mine));
    }

    [Fact]
    public async Task The_oldest_come_first()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await AddAsync($"group {i}"));
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ids.Take(2).Order(), (await ClaimAsync(count: 2)).Select(message => message.Id).Order());
        Assert.Equal(ids.Skip(2).Order(), (await ClaimAsync()).Select(message => message.Id).Order());
    }
}
