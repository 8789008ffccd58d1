using System.Diagnostics;
using OpenTelemetry;

namespace SecurityPortal.Platform.Observability;

/// <summary>
/// Removes from traces what must not leave the portal (ASVS 16.2.5): page addresses contain the tokens of links, and those of
/// providers contain phone numbers. The route and the host stay.
/// </summary>
internal sealed class WithoutSecrets : BaseProcessor<Activity>
{
    private static readonly string[] Taken = ["url.path", "url.query", "client.address", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Taken)
        {
            data.SetTag(tag, null);
        }

        if (data.GetTagItem("url.full") is string url)
        {
            data.SetTag("url.full", Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.GetLeftPart(UriPartial.Authority) : null);
        }
    }
}
