namespace SecurityPortal.Support;

/// <summary>The result of a request from support.</summary>
public abstract record SupportResult
{
    private SupportResult()
    {
    }

    /// <param name="Id">The id of what was created, if anything.</param>
    public sealed record Done(Guid Id = default) : SupportResult;

    public sealed record Refused(SupportFault Fault) : SupportResult;

    internal static SupportResult Refuse(SupportFault fault) => new Refused(fault);
}
