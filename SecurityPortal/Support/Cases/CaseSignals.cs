using SecurityPortal.Platform.Signals;

namespace SecurityPortal.Support.Cases;

/// <summary>Signals to open support pages that a case changed.</summary>
internal static class CaseSignals
{
    /// <summary>The topic of changes to any case.</summary>
    public const string All = "support";

    public static string Of(Guid caseId) => $"support:{caseId:N}";

    /// <summary>Signals the change once it is committed.</summary>
    public static void Tell(this ISignals signals, PersonTransaction transaction, Guid caseId) => transaction.AfterCommit(() =>
    {
        signals.Publish(Of(caseId));
        signals.Publish(All);
    });
}
