namespace SecurityPortal.Messaging.Delivery.Development;

/// <summary>Sends nothing. Stores each message, encrypted, to be read at <c>/dev/outbox</c>.</summary>
internal sealed class DevelopmentProvider(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, TimeProvider clock) : IMessageProvider
{
    public const string ProviderName = "Development";
    private const string SecretKind = "development-message";
    private const int MostListed = 500;

    public string Name => ProviderName;

    public bool Serves(DeliveryChannel channel) => true;

    public async Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Add(new DevelopmentMessage
        {
            Id = jobId,
            Payload = secrets.Protect(SecretKind, jobId.ToString(), JsonSerializer.Serialize(message)),
            At = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return new SendResult.Delivered(jobId.ToString("N"));
    }

    public async Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<DevelopmentMessage>().AnyAsync(row => row.Id == jobId, cancellationToken)
            ? new SendResult.Delivered(jobId.ToString("N"))
            : null;
    }

    /// <summary>Lists the newest 500 messages that went to <paramref name="to"/>, newest first; to anybody if it is null.</summary>
    /// <param name="since">The instant after which they were sent; null for any time.</param>
    public async Task<IReadOnlyList<SentMessage>> ListAsync(
        string? to, CancellationToken cancellationToken, DateTimeOffset? since = null)
    {
        // An unescaped + in a query is a space.
        var wanted = to?.Trim();
        List<SentMessage> found = [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // The recipient is encrypted too, so the database cannot filter.
        await foreach (var row in db.Set<DevelopmentMessage>().AsNoTracking()
            .Where(row => since == null || row.At > since)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var sent = Open(row);
            if (wanted is not null && sent.To != wanted && sent.To != $"+{wanted}")
            {
                continue;
            }

            found.Add(sent);
            if (found.Count == MostListed)
            {
                break;
            }
        }

        return found;
    }

    private SentMessage Open(DevelopmentMessage row)
    {
        var message = JsonSerializer.Deserialize<OutgoingMessage>(
            secrets.Unprotect(SecretKind, row.Id.ToString(), row.Payload))!;
        return new(
            row.Id,
            message.Channel.ToString().ToLowerInvariant(),
            message.To,
            message.Subject is null ? message.Text : $"{message.Subject}\n\n{message.Text}",
            row.At,
            "delivered");
    }
}
