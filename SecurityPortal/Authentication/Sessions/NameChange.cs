namespace SecurityPortal.Authentication.Sessions;

/// <summary>The result of a person's attempt to change their name.</summary>
internal enum NameChange
{
    /// <summary>The name is now as requested.</summary>
    Done,

    /// <summary>The text is too long or contains invisible characters, or the session has ended.</summary>
    NotAName,

    /// <summary>The name has already been changed <see cref="PersonName.ChangesPerDay"/> times today.</summary>
    TooMany,
}
