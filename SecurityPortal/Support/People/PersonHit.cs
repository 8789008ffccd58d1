namespace SecurityPortal.Support.People;

/// <summary>Somebody who was found; just enough to pick the right one.</summary>
public sealed record PersonHit(string Id, string UserName, string Email)
{
    /// <summary>The name that the person gave themselves, which proves nothing; null when they gave none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The case that was searched for, by its number or ticket; null when the person was.</summary>
    public Guid? CaseId { get; init; }

    public long? CaseNumber { get; init; }

    /// <summary>How many cases of theirs are open.</summary>
    public int OpenCases { get; init; }
}
