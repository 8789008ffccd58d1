namespace SecurityPortal.Platform.Web;

/// <summary>Why a form was refused.</summary>
public enum FormRefusal
{
    /// <summary>Its token no longer belongs to this browser or to this person.</summary>
    OutOfDate,

    /// <summary>The browser sent no cookie at all.</summary>
    NoCookies,

    /// <summary>It has too many fields, or cannot be read.</summary>
    Unreadable,

    /// <summary>A sign-out whose token does not match; the person is asked again.</summary>
    SignOut,
}
