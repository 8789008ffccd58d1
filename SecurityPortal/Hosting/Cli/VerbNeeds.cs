namespace SecurityPortal.Hosting.Cli;

/// <summary>The parts of the portal that a verb needs.</summary>
internal enum VerbNeeds
{
    Nothing,

    /// <summary>The settings for the database and its certificate.</summary>
    Settings,

    /// <summary>The database as well, at this program's version and with its keys.</summary>
    Database,
}
