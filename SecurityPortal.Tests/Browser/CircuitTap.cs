using Microsoft.Playwright;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// Taps the connection between a page and its circuit, from inside the page: holds back the events that the page sends, byte for
/// byte, and sends them later, here or in another person's page.
/// </summary>
internal sealed class CircuitTap
{
    private const string Script =
        """
        (() => {
          const send = WebSocket.prototype.send;
          const text = data => new TextDecoder('latin1').decode(data);
          const bytes = data => typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data.buffer ?? data).slice();
          const tap = window.__tap = { holding: false, held: [], socket: null, answers: 0 };
          tap.until = async happened => {
            for (const end = Date.now() + 60000; !happened(); ) {
              if (Date.now() > end) throw new Error(`not within a minute: ${happened}`);
              await new Promise(go => setTimeout(go, 10));
            }
          };
          WebSocket.prototype.send = function (data) {
            if (!this.url.includes('/_blazor')) return send.call(this, data);
            if (tap.socket !== this) {
              tap.socket = this;
              this.addEventListener('message', message => {
                const told = typeof message.data === 'string' ? message.data : text(message.data);
                if (told.includes('EndInvokeDotNet') || told.includes('JS.Error')) tap.answers++;
              });
              this.addEventListener('close', () => tap.answers++);
            }
            const copy = bytes(data);
            if (tap.holding && text(copy).includes('DispatchEventAsync')) {
              tap.held.push(btoa(String.fromCharCode(...copy)));
              return;
            }
            return send.call(this, data);
          };
          tap.forge = async frame => {
            const before = tap.answers;
            if (tap.socket.readyState !== WebSocket.OPEN) return 'closed';
            send.call(tap.socket, Uint8Array.from(atob(frame), letter => letter.charCodeAt(0)));
            await tap.until(() => tap.answers > before);
            return 'answered';
          };
        })();
        """;

    private readonly BrowserWindow _window;

    private CircuitTap(BrowserWindow window) => _window = window;

    /// <summary>Taps the pages that the window opens from now on.</summary>
    public static async Task<CircuitTap> InstallAsync(BrowserWindow window)
    {
        window.IsForger = true;
        await window.Context.AddInitScriptAsync(Script);
        return new(window);
    }

    /// <summary>Returns the events that the page sends during this action; none of them reaches the portal.</summary>
    public async Task<string[]> HoldAsync(Func<Task> act)
    {
        await _window.Page.EvaluateAsync("() => { __tap.held = []; __tap.holding = true; }");
        await act();
        return await _window.Page.EvaluateAsync<string[]>(
            "async () => { await __tap.until(() => __tap.held.length > 0); __tap.holding = false; return __tap.held; }");
    }

    /// <summary>Waits until the page has a connection to its circuit.</summary>
    public Task ConnectedAsync() => _window.Page.EvaluateAsync(
        "() => __tap.until(() => __tap.socket?.readyState === WebSocket.OPEN)");

    /// <summary>
    /// Sends events over this page's own connection, whichever page they came from, and waits until the portal answers each one or
    /// closes the connection.
    /// </summary>
    public async Task ForgeAsync(IEnumerable<string> events)
    {
        foreach (var sent in events)
        {
            try
            {
                await _window.Page.EvaluateAsync("frame => __tap.forge(frame)", sent);
            }
            catch (PlaywrightException exception)
                when (!_window.Page.IsClosed && !exception.Message.Contains("not within a minute", StringComparison.Ordinal))
            {
                // The portal redirected the page, to sign in or to use the key: that is an answer too.
                return;
            }
        }
    }
}
