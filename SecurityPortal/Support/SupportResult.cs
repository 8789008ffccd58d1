namespace SecurityPortal.Support;

/// <summary>The result of something that support wanted.</summary>
public abstract record SupportResult
{
    private SupportResult()
    {
    }

    /// <param name="Id">The id of what was made, if anything was.</param>
    public sealed record Done(Guid Id = default) : SupportResult;

    public sealed record Refused(SupportFault Fault) : SupportResult;

    internal static SupportResult Refuse(SupportFault fault) => new Refused(fault);
}
