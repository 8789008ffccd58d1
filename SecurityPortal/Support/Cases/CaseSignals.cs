using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Support.Cases;

/// <summary>Tells open pages of support that a case changed.</summary>
internal static class CaseSignals
{
    /// <summary>Any case.</summary>
    public const string All = "support";

    public static string Of(Guid caseId) => $"support:{caseId:N}";

    /// <summary>Tells it once the change is durable.</summary>
    public static void Tell(this ISignals signals, PersonTransaction transaction, Guid caseId) => transaction.AfterCommit(() =>
    {
        signals.Publish(Of(caseId));
        signals.Publish(All);
    });
}
