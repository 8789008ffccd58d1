namespace SecurityPortal.OpenId;

/// <summary>A person's answer on a page about a client's request.</summary>
internal enum RequestAnswer
{
    /// <summary>The person does not allow it.</summary>
    Denied,

    /// <summary>The person chose the account that is signed in.</summary>
    Chosen,
}
