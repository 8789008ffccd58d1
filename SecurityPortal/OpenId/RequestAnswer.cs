namespace SecurityPortal.OpenId;

/// <summary>What a person said on a page about a request of a client.</summary>
internal enum RequestAnswer
{
    /// <summary>The application is not to learn anything.</summary>
    Denied,

    /// <summary>It is to be this account.</summary>
    Chosen,
}
