using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.SignIn.Password;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.Password;

/// <summary>Sign-ins on a trusted device whose request is cut off.</summary>
[OnBothDatabases]
public sealed class CutOffSignInsTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _request = new();
    private readonly AfterCommit _used = new("UPDATE \"TrustedDevices\"");
    private readonly Portal _portal;

    public CutOffSignInsTests() => _portal = new() { WithServices = _used.Use };

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _request.Dispose();
    }

    [Fact]
    public async Task The_token_of_the_device_changes_only_together_with_the_sign_in()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var device = await _portal.TrustDeviceAsync(person.Id, new("A browser", "192.0.2.1"));
        _used.Do = _request.CancelAsync;

        var cutOff = Assert.IsType<PasswordResult.SignedIn>(await TryAsync(person, device, _request.Token));

        Assert.Null(_used.Do);
        Assert.IsType<PasswordResult.SignedIn>(await TryAsync(person, cutOff.Device, CancellationToken.None));
        Assert.DoesNotContain(
            await person.MessagesAsync("email"), mail => mail.Text.StartsWith("We removed a trusted device", StringComparison.Ordinal));
    }

    private async Task<PasswordResult> TryAsync(TestPerson person, DeviceToken? device, CancellationToken cancellationToken)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().TryAsync(
            person.Email, Portal.Password, new("A browser", "192.0.2.1"), device, "/settings/security", cancellationToken);
    }
}
