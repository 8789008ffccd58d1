namespace SecurityPortal.Support.People;

/// <summary>A person who was found, with just enough to pick the right one.</summary>
public sealed record PersonHit(string Id, string UserName, string Email)
{
    /// <summary>The name that the person gave themselves, which proves nothing; null when they gave none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The case that was found by its number or ticket; null when the person was found directly.</summary>
    public Guid? CaseId { get; init; }

    public long? CaseNumber { get; init; }

    /// <summary>The number of their open cases.</summary>
    public int OpenCases { get; init; }
}
