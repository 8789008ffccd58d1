namespace SecurityPortal.Authentication.Sessions;

/// <summary>The limit on open pages that is reached.</summary>
internal enum PageRoom
{
    /// <summary>Nobody's.</summary>
    Free,

    Person,

    Network,

    /// <summary>That of everybody at this node.</summary>
    Node,
}
