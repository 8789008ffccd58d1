using Microsoft.Extensions.Primitives;
using OpenIddict.Server;

namespace SecurityPortal.OpenId;

/// <summary>Makes OpenIddict rebuild its server options when the keys have changed.</summary>
internal sealed class OpenIdKeyChanges : IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    private CancellationTokenSource _source = new();

    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(_source.Token);

    public void Tell() => Interlocked.Exchange(ref _source, new()).Cancel();
}
