namespace SecurityPortal.Authentication.Sessions;

/// <summary>How a change of one's own name ended.</summary>
internal enum NameChange
{
    /// <summary>The name is as it was wanted.</summary>
    Done,

    /// <summary>The text is too long or holds characters that cannot be seen, or the session has ended.</summary>
    NotAName,

    /// <summary>It was changed <see cref="PersonName.ChangesPerDay"/> times today.</summary>
    TooMany,
}
