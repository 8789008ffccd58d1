namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>Notifies the trigger of every POST to a provider, before it goes out and after its response has arrived.</summary>
internal sealed class WireTap(Trigger trigger) : DelegatingHandler
{
    public const string Claimed = "claimed, nothing sent yet";
    public const string Accepted = "accepted, nothing written yet";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        trigger.Point(Claimed);
        var response = await base.SendAsync(request, cancellationToken);
        trigger.Point(Accepted);
        return response;
    }
}
