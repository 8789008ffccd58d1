namespace SecurityPortal.Support;

/// <summary>Formats a member of staff as an actor in the log: the id, then a slash and the case number if there is one.</summary>
internal static class SupportActor
{
    public static string Of(string agentId, long? number) => number is null ? agentId : $"{agentId}/{number}";

    public static (string Id, string? Number) Read(string actor) =>
        actor.Split('/') is [var id, var number] ? (id, number) : (actor, null);
}
