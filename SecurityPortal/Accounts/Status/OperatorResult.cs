namespace SecurityPortal.Accounts.Status;

/// <summary>The result of a change by the operator.</summary>
internal enum OperatorResult
{
    Done,

    /// <summary>It was so already, and nothing was written.</summary>
    AlreadySo,

    /// <summary>Nobody has the name.</summary>
    NotFound,
}
