namespace SecurityPortal.Accounts.Status;

/// <summary>The result of a change by the operator.</summary>
internal enum OperatorResult
{
    Done,

    /// <summary>That was already the case, and nothing was written.</summary>
    AlreadySo,

    /// <summary>No account has the name.</summary>
    NotFound,
}
