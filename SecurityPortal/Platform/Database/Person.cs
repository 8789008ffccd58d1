namespace SecurityPortal.Platform.Database;

/// <summary>The portal's own data about a person, one row each, beside Identity's user row.</summary>
internal sealed class Person
{
    public required string UserId { get; init; }

    /// <summary>Incremented by the first statement of every change to the person, which makes such changes queue up.</summary>
    public long Version { get; set; }

    /// <summary>The name that the person chose; see <see cref="Database.DisplayName"/>. Null when they chose none.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The name as support searches for it.</summary>
    public string? NameKey { get; set; }

    /// <summary>The same with the family name first.</summary>
    public string? FamilyNameKey { get; set; }

    /// <summary>The id of the method that the person marked as preferred, if any.</summary>
    public string? PreferredMethod { get; set; }

    /// <summary>Until when methods cannot be changed, because somebody said "This wasn't me".</summary>
    public DateTimeOffset? FrozenUntil { get; set; }

    /// <summary>When the account was locked by "Lock my account"; null when it is not locked (R19).</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>The reason, in the words of the person who locked it; at most <see cref="MaxLockReason"/> characters.</summary>
    public string? LockReason { get; set; }

    /// <summary>The ids of the methods that open it again, comma-separated; empty when only support can.</summary>
    public string? LockOpensWith { get; set; }

    /// <summary>The maximum length of the reason for a lock.</summary>
    public const int MaxLockReason = 400;

    /// <summary>When the portal first noticed that policy requires two-factor authentication of the person.</summary>
    public DateTimeOffset? TwoFactorRequiredSince { get; set; }

    /// <summary>When support reset the account's methods; it leads only to enrolment from then on.</summary>
    public DateTimeOffset? MustEnrolSince { get; set; }

    /// <summary>
    /// When the password was last set through a link in an email; null when it never was, or when somebody who was signed in
    /// has changed it since.
    /// </summary>
    public DateTimeOffset? PasswordResetByMailAt { get; set; }

    /// <summary>
    /// The language of the person's pages and of everything that is sent to them, as a BCP 47 tag; null until they have signed
    /// in or chosen one.
    /// </summary>
    public string? Language { get; set; }

    /// <summary>The theme that the person chose, as <c>Platform/Web/Themes.cs</c> names it; null until they have chosen.</summary>
    public string? Theme { get; set; }

    /// <summary>The IANA time zone of the browser that they used last, in which times are shown. Null until it is known.</summary>
    public string? TimeZone { get; set; }

    /// <summary>
    /// The country (ISO 3166, two letters) that this browser names, which decides how dates are written; null when it names
    /// none.
    /// </summary>
    public string? Region { get; set; }
}
