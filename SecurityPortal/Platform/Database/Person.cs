namespace SecurityPortal.Platform.Database;

/// <summary>The portal's own data about a person, one row each, beside Identity's user row.</summary>
internal sealed class Person
{
    public required string UserId { get; init; }

    /// <summary>Raised by the first statement of every change to the person, which makes such changes queue up.</summary>
    public long Version { get; set; }

    /// <summary>The name that the person gave themselves; see <see cref="Database.DisplayName"/>. Null when they gave none.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The name as support searches for it.</summary>
    public string? NameKey { get; set; }

    /// <summary>The same by the family name.</summary>
    public string? FamilyNameKey { get; set; }

    /// <summary>The id of the method that the person marked as preferred, if any.</summary>
    public string? PreferredMethod { get; set; }

    /// <summary>Until then methods stay as they are, because somebody said "This wasn't me".</summary>
    public DateTimeOffset? FrozenUntil { get; set; }

    /// <summary>When the account was locked by "Lock my account"; null when it is open (R19).</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why, in the words of the person who locked it; at most <see cref="MaxLockReason"/> characters.</summary>
    public string? LockReason { get; set; }

    /// <summary>The ids of the methods that open it again, comma-separated; empty when only support does.</summary>
    public string? LockOpensWith { get; set; }

    /// <summary>Characters that the reason of a lock may have.</summary>
    public const int MaxLockReason = 400;

    /// <summary>Since when policy requires two-factor of the person, as far as the portal has met them since.</summary>
    public DateTimeOffset? TwoFactorRequiredSince { get; set; }

    /// <summary>Since when the account leads to enrolment and to nothing else, because support reset its methods.</summary>
    public DateTimeOffset? MustEnrolSince { get; set; }

    /// <summary>
    /// When the password was last set by a link sent by mail; null when it never was, or was changed since by somebody who
    /// was signed in.
    /// </summary>
    public DateTimeOffset? PasswordResetByMailAt { get; set; }

    /// <summary>
    /// The language of the pages for the person and of all that is sent to them, as a BCP 47 tag; null until they have
    /// signed in or chosen one.
    /// </summary>
    public string? Language { get; set; }

    /// <summary>How pages look for the person, as <c>Platform/Web/Themes.cs</c> names it; null until they have chosen.</summary>
    public string? Theme { get; set; }

    /// <summary>The time zone (IANA) of the browser they used last: times are told in it. Null until it is known.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The country (ISO 3166, two letters) that this browser names, by which dates are written; null when it names none.</summary>
    public string? Region { get; set; }
}
