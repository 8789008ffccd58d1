namespace SecurityPortal.Authentication.Sessions;

/// <summary>The limit on open pages that has been reached.</summary>
internal enum PageRoom
{
    /// <summary>None.</summary>
    Free,

    Person,

    Network,

    /// <summary>The limit for everybody on this node.</summary>
    Node,
}
