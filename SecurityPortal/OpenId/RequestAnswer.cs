namespace SecurityPortal.OpenId;

/// <summary>A person's answer on a page about a client's request.</summary>
internal enum RequestAnswer
{
    /// <summary>The application is not to learn anything.</summary>
    Denied,

    /// <summary>It is to be this account.</summary>
    Chosen,
}
