using Microsoft.EntityFrameworkCore;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>A portal whose outbox only the test processes, with a scripted provider.</summary>
public abstract class OutboxTest : IAsyncDisposable
{
    private string? _userId;

    private protected OutboxTest() => Portal = new() { WithServices = Provider.Use };

    private protected Portal Portal { get; }

    private protected ScriptedProvider Provider { get; } = new();

    private protected OutboxQueue Queue => Portal.Get<OutboxQueue>();

    private protected OutboxSender Sender => Portal.Get<OutboxSender>();

    private protected Outbox Outbox => Portal.Get<Outbox>();

    private protected IDbContextFactory<PortalDbContext> Factory => Portal.Get<IDbContextFactory<PortalDbContext>>();

    /// <summary>Creates the queue of a worker on another node: the same database, under its own name.</summary>
    private protected OutboxQueue QueueElsewhere() => new(Factory, Portal.Get<DeliveryChannels>(), Portal.Get<ISignals>(), Portal.Get<OutboxCounter>(), Portal.Clock);

    private protected async Task<Guid> AddAsync(string group, string text = "A text.", TimeSpan? lifetime = null, bool commit = true,
        DeliveryChannel? channel = null)
    {
        channel ??= DeliveryChannel.Sms;
        _userId ??= (await TestPerson.CreateAsync(Portal)).Id;
        await using var transaction = await PersonTransaction.BeginAsync(Factory, _userId);
        await Outbox.AddAsync(
            transaction, group, new(channel, channel == DeliveryChannel.Email ? "a@example.com" : "+447700900999", text), lifetime ?? TimeSpan.FromMinutes(5));
        await transaction.Db.SaveChangesAsync();
        var id = await transaction.Db.Set<OutboxMessage>().Where(row => row.Group == group)
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync();
        if (commit)
        {
            await transaction.CommitAsync();
        }

        return id;
    }

    private protected Task<IReadOnlyList<OutboxMessage>> ClaimAsync(OutboxQueue? queue = null, int count = 16) =>
        (queue ?? Queue).ClaimAsync(count, CancellationToken.None);

    /// <summary>Claims what is due and sends it through the provider, once.</summary>
    private protected async Task WorkAsync()
    {
        foreach (var claimed in await ClaimAsync())
        {
            await Sender.SendAsync(claimed, CancellationToken.None);
        }
    }

    private protected async Task<OutboxMessage> RowAsync(Guid id)
    {
        await using var db = await Factory.CreateDbContextAsync();
        return await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(row => row.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
