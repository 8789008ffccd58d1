using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support.Actions;

/// <summary>An action that is being done.</summary>
/// <param name="Transaction">The transaction that marks it as done.</param>
/// <param name="Action">What was asked for.</param>
/// <param name="Number">The number of the case.</param>
internal sealed record ActionUnderWay(PersonTransaction Transaction, SupportAction Action, long Number);
