using System.Buffers.Text;
using System.Text;
using Bunit;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.SecurityKeys;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>What browsers are told about a person's passkeys; they remove whatever is left out.</summary>
public sealed class AcceptedPasskeysTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private AcceptedPasskeys Accepted => _portal.Get<AcceptedPasskeys>();

    [Fact]
    public async Task All_that_open_the_account_are_told_and_none_of_anybody_else()
    {
        var (one, other) = (new SoftwareKey(), new SoftwareKey());
        var person = await PersonAsync(one, other);
        await PersonAsync(new SoftwareKey());

        var signal = (await Accepted.FindAsync(person.Session))!;

        Assert.Equal("localhost", signal.RpId);
        Assert.Equal(person.Id, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signal.UserId)));
        Assert.Equal(one.UserHandle, signal.UserId);
        Assert.Equal(person.Email, signal.Name);
        Assert.Equal(
            new[] { one, other }.Select(key => Base64Url.EncodeToString(key.Id)).Order(StringComparer.Ordinal), signal.CredentialIds.Split(','));
    }

    [Fact]
    public async Task After_the_last_one_is_gone_none_is_told()
    {
        var person = await PersonAsync(new SoftwareKey());
        await person.TurnOffAsync(MethodIds.SecurityKeys);

        Assert.Equal("", (await Accepted.FindAsync(person.Session))!.CredentialIds);
    }

    [Fact]
    public async Task Nothing_is_told_while_one_is_being_added_since_browsers_would_remove_it()
    {
        var person = await PersonAsync();
        var setup = await person.BeginAsync(MethodIds.SecurityKeys);
        Assert.Null(await Accepted.FindAsync(person.Session));

        // Proven, and waiting for the backup codes to be saved.
        await person.Enrolment.TurnOnAsync(person.Session, setup.Id, new SoftwareKey().Create((string)setup.Display!), "Mine");
        Assert.Null(await Accepted.FindAsync(person.Session));
        Assert.Null(await Accepted.FindAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task The_page_that_lists_them_tells_the_browser_when_it_opens_and_no_other_page_does()
    {
        var person = await PersonAsync(new SoftwareKey());
        await using var screen = await Screen.OfAsync(_portal, person);
        screen.Show<PasskeySignals>();
        Assert.Empty(screen.JSInterop.Invocations["portal.signalKeys"]);

        // The signal renders nothing, so the test waits for the JavaScript call.
        var told = new TaskCompletionSource<object?>();
        screen.JSInterop.SetupVoid("portal.signalKeys", call => told.TrySetResult(call.Arguments[0]) || true).SetVoidResult();
        screen.Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.NavigateTo("/settings/security/two-factor");
        screen.Show<PasskeySignals>();

        Assert.IsType<PasskeySignal>(await told.Task.WaitAsync(TimeSpan.FromMinutes(1), Xunit.TestContext.Current.CancellationToken));
        Assert.Single(screen.JSInterop.Invocations["portal.signalKeys"]);
    }

    private async Task<TestPerson> PersonAsync(params SoftwareKey[] keys)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        foreach (var key in keys)
        {
            await person.TurnOnKeyAsync(key);
        }

        return person;
    }
}
