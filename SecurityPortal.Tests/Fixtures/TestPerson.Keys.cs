using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Security keys and login requests.</summary>
internal sealed partial class TestPerson
{
    /// <summary>Registers a key, as the enrolment in the browser does.</summary>
    public async Task<TestPerson> TurnOnKeyAsync(SoftwareKey key, string? name = null)
    {
        await FinishAsync(await RegisterAsync(key, name));
        return this;
    }

    /// <summary>Submits a key's registration; returns the result, whatever it is.</summary>
    public async Task<TurnOnResult> RegisterAsync(SoftwareKey key, string? name = null)
    {
        var setup = await BeginAsync(MethodIds.SecurityKeys);
        return await Enrolment.TurnOnAsync(Session, setup.Id, key.Create((string)setup.Display!), name);
    }
}
