namespace SecurityPortal.Platform.Web;

/// <summary>Why a form was not taken.</summary>
public enum FormRefusal
{
    /// <summary>Its token is not the browser's, or not the person's, any more.</summary>
    OutOfDate,

    /// <summary>The browser sent no cookie at all.</summary>
    NoCookies,

    /// <summary>It has too many fields, or is none that can be read.</summary>
    Unreadable,

    /// <summary>The wish to sign out, whose token does not fit: it is asked for once more.</summary>
    SignOut,
}
