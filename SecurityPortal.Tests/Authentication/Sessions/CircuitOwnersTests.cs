using Microsoft.AspNetCore.Components.Server;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>Who may resume an open page whose connection broke.</summary>
public sealed class CircuitOwnersTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_person_takes_up_their_own_page_again()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var page = await OpenAsync(person);

        await using var again = await HubClient.ConnectAsync(_portal, person.SessionToken);

        Assert.Equal(true, await again.CallAsync("ConnectCircuit", page));
    }

    [Fact]
    public async Task Somebody_else_does_not_take_it_up_even_with_its_secret_id()
    {
        var alice = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var bob = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var page = await OpenAsync(alice);

        await using (var thief = await HubClient.ConnectAsync(_portal, bob.SessionToken))
        {
            Assert.Equal(false, await thief.CallAsync("ConnectCircuit", page));
        }

        await using var owner = await HubClient.ConnectAsync(_portal, alice.SessionToken);
        Assert.Equal(true, await owner.CallAsync("ConnectCircuit", page));
    }

    [Fact]
    public async Task Nobody_resumes_a_page_since_nothing_of_it_is_kept()
    {
        var resume = FakeHub.Call(_portal, nameof(FakeHub.ResumeCircuit), "an id");

        var id = await _portal.Get<CircuitOwners>().InvokeMethodAsync(resume, _ => ValueTask.FromResult<object?>("another id"));

        Assert.Null(id);
    }

    [Theory]
    [InlineData("StartCircuit", typeof(ValueTask<string>))]
    [InlineData("ConnectCircuit", typeof(ValueTask<bool>))]
    [InlineData("ResumeCircuit", typeof(ValueTask<string>))]
    public void The_frameworks_hub_still_begins_and_takes_up_circuits_by_these_names(string name, Type result)
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

        var method = hub.GetMethod(name)!;

        Assert.Equal(result, method.ReturnType);
        Assert.Equal(typeof(string), method.GetParameters()[0].ParameterType);
    }

    [Theory]
    [InlineData(nameof(FakeHub.OnRenderCompleted))]
    [InlineData(nameof(FakeHub.EndInvokeJSFromDotNet))]
    [InlineData(nameof(FakeHub.BeginInvokeDotNetFromJS))]
    public void It_still_hears_from_the_pages_script_by_these(string name)
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

        Assert.NotNull(hub.GetMethod(name));
    }

    [Fact]
    public void No_other_method_of_the_hub_takes_a_circuit_by_its_id()
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

        var byId = hub.GetMethods().Where(method => method.GetParameters().Any(
            parameter => parameter.Name!.StartsWith("circuitId", StringComparison.OrdinalIgnoreCase)));

        Assert.Equal(["ConnectCircuit", "ResumeCircuit"], byId.Select(method => method.Name).Order());
    }

    /// <summary>Opens a page and drops its connection; returns the circuit's secret id.</summary>
    private async Task<string> OpenAsync(TestPerson person)
    {
        await using var browser = await HubClient.ConnectAsync(_portal, person.SessionToken);
        return Assert.IsType<string>(
            await browser.CallAsync("StartCircuit", "https://localhost/", "https://localhost/settings/security", "[]", ""));
    }
}
