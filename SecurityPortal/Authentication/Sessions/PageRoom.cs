namespace SecurityPortal.Authentication.Sessions;

/// <summary>Whose room for open pages is used up.</summary>
internal enum PageRoom
{
    /// <summary>Nobody's.</summary>
    Free,

    Person,

    Network,

    /// <summary>That of everybody at this node.</summary>
    Node,
}
