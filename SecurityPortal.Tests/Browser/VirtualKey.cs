using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser;

/// <summary>A security key that Chromium emulates for one page (CDP's WebAuthn domain).</summary>
internal sealed class VirtualKey
{
    private readonly ICDPSession _session;
    private readonly string _id;

    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private VirtualKey(ICDPSession session, string id)
    {
        (_session, _id) = (session, id);
        session.Event("WebAuthn.credentialDeleted").OnEvent += (_, _) => _dropped.TrySetResult();
    }

    /// <param name="isDevice">
    /// Whether it is the device itself and not a USB key: its passkeys are offered in the name field. A virtual one does not wait for
    /// its entry to be chosen there but answers immediately, unless it is set not to be touched.
    /// </param>
    /// <param name="makesQuietly">Whether the browser reports that it creates passkeys without a prompt; a virtual key never does.</param>
    public static async Task<VirtualKey> PlugInAsync(BrowserWindow window, bool isDevice = false, bool makesQuietly = false)
    {
        if (!makesQuietly)
        {
            await window.Context.AddInitScriptAsync("delete PublicKeyCredential.getClientCapabilities;");
        }

        var session = await window.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = isDevice ? "internal" : "usb",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
        return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Sets whether the person touches the key when it blinks.</summary>
    public Task TouchAsync(bool touched) => _session.SendAsync("WebAuthn.setAutomaticPresenceSimulation", new()
    {
        ["authenticatorId"] = _id,
        ["enabled"] = touched,
    });

    /// <summary>Sets whether user verification succeeds, by a PIN or a fingerprint.</summary>
    public Task VerifyAsync(bool verified) => _session.SendAsync("WebAuthn.setUserVerified", new()
    {
        ["authenticatorId"] = _id,
        ["isUserVerified"] = verified,
    });

    public Task UnplugAsync() => _session.SendAsync("WebAuthn.removeVirtualAuthenticator", new()
    {
        ["authenticatorId"] = _id,
    });

    /// <summary>Deletes the key's credentials, so that it behaves like another key.</summary>
    public Task ForgetAsync() => _session.SendAsync("WebAuthn.clearCredentials", new()
    {
        ["authenticatorId"] = _id,
    });

    /// <summary>Waits until the page has had a passkey removed, as it would from a password manager.</summary>
    public Task DroppedAsync() => _dropped.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.PatienceMilliseconds));

    public async Task<int> CountAsync()
    {
        var answer = await _session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return answer!.Value.GetProperty("credentials").EnumerateArray().Count();
    }
}
