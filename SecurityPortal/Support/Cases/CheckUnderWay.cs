namespace SecurityPortal.Support.Cases;

/// <summary>A check that an agent is making, in an open case about someone on whom they may act.</summary>
/// <param name="Number">The number of the case.</param>
/// <param name="UserId">The person that the caller claims to be.</param>
internal sealed record CheckUnderWay(Agent Agent, Guid CaseId, long Number, string UserId)
{
    /// <summary>Creates the row of the check, as of now.</summary>
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
