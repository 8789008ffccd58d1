namespace SecurityPortal.Support;

/// <summary>How a member of staff stands in the log: the id, and the number of the case after a slash.</summary>
internal static class SupportActor
{
    public static string Of(string agentId, long? number) => number is null ? agentId : $"{agentId}/{number}";

    public static (string Id, string? Number) Read(string actor) =>
        actor.Split('/') is [var id, var number] ? (id, number) : (actor, null);
}
