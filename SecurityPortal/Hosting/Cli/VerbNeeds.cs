namespace SecurityPortal.Hosting.Cli;

/// <summary>The parts of the portal that a verb needs.</summary>
internal enum VerbNeeds
{
    Nothing,

    /// <summary>Settings that say which database, and with which certificate.</summary>
    Settings,

    /// <summary>The database too, of this program's version, with its keys.</summary>
    Database,
}
