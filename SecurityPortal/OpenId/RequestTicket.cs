namespace SecurityPortal.OpenId;

/// <summary>
/// The request that one of our pages asks a person about. Data protection seals it, so that nobody can make a link that asks.
/// </summary>
internal sealed record RequestTicket(Guid Session, string ClientId, string RequestUri, string[] Scopes)
{
    public string ContinueUrl =>
        $"/connect/continue?client_id={Uri.EscapeDataString(ClientId)}&request_uri={Uri.EscapeDataString(RequestUri)}";
}
