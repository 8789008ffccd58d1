namespace SecurityPortal.OpenId;

/// <summary>Sends one logout token (OpenID Connect Back-Channel Logout 1.0, 2.5).</summary>
internal sealed class LogoutSender(IHttpClientFactory clients, LogoutTokens tokens)
{
    public const string HttpClient = "BackchannelLogout";

    /// <summary>How long a client may take to answer. Others wait for their tokens in the meantime.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Sends the token. Returns what went wrong, for the operator; null when the client accepted the token.</summary>
    public async Task<string?> SendAsync(Uri uri, ApplicationSession session, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(HttpClient);
            using var content = new FormUrlEncodedContent([new("logout_token", tokens.Create(session))]);
            using var answer = await client.PostAsync(uri, content, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return exception.Message;
        }
    }
}
