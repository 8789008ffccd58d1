namespace SecurityPortal.OpenId;

/// <summary>The request that a page of ours asks a person about. It travels under data protection, so that no link can ask.</summary>
internal sealed record RequestTicket(Guid Session, string ClientId, string RequestUri, string[] Scopes)
{
    public string ContinueUrl =>
        $"/connect/continue?client_id={Uri.EscapeDataString(ClientId)}&request_uri={Uri.EscapeDataString(RequestUri)}";
}
