namespace SecurityPortal.Support.Cases;

/// <summary>A check that an agent is making, in a case that is open and about somebody on whom they may act.</summary>
/// <param name="Number">The number of the case.</param>
/// <param name="UserId">The person whom the caller says to be.</param>
internal sealed record CheckUnderWay(Agent Agent, Guid CaseId, long Number, string UserId)
{
    /// <summary>A row for it, as of now.</summary>
    public CaseCheck New(Guid id, CheckKind kind, CheckState state, string hint, DateTimeOffset now, string? seenBy = null, DateTimeOffset? expiresAt = null,
        byte[]? number = null) => new()
        {
            Id = id,
            CaseId = CaseId,
            Kind = kind,
            State = state,
            Hint = hint,
            SeenBy = seenBy,
            By = Agent.Id,
            At = now,
            DecidedAt = state == CheckState.Waiting ? null : now,
            ExpiresAt = expiresAt,
            Number = number,
        };
}
