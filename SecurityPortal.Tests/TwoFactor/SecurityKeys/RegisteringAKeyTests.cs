using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

public sealed class RegisteringAKeyTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_person_registers_several_keys_with_names()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        await person.TurnOnKeyAsync(new SoftwareKey(), "Blue key");
        await person.TurnOnKeyAsync(new SoftwareKey(), "Spare");

        Assert.Equal([MethodIds.SecurityKeys, MethodIds.BackupCodes], await person.OnAsync());
        var keys = await _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.SecurityKeys);
        Assert.Equal(["Blue key", "Spare"], keys.Select(key => key.Name).Order());
        Assert.Equal("2 keys", (await person.RowAsync(MethodIds.SecurityKeys)).Detail!.Text);
    }

    [Fact]
    public async Task A_key_that_is_registered_already_is_refused()
    {
        var key = new SoftwareKey();
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnKeyAsync(key);

        var result = await person.RegisterAsync(key);

        Assert.IsType<TurnOnResult.Refused>(result);
        Assert.Equal("1 key", (await person.RowAsync(MethodIds.SecurityKeys)).Detail!.Text);
    }

    [Fact]
    public async Task A_key_of_somebody_else_is_refused_in_the_same_words_as_any_wrong_key()
    {
        var key = new SoftwareKey();
        await (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).TurnOnKeyAsync(key);
        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        key.UserHandle = null;

        var taken = Assert.IsType<TurnOnResult.Refused>(await other.RegisterAsync(key));
        var wrong = Assert.IsType<TurnOnResult.Refused>(await other.RegisterAsync(new SoftwareKey { Origin = "https://evil.example" }));

        Assert.Equal(wrong.Refusal, taken.Refusal);
        Assert.Empty(await other.OnAsync());
    }

    public static TheoryData<string> Faults =>
        ["type", "challenge", "origin", "port", "subdomain", "cross-origin", "top origin", "relying party", "not present", "backed up but not eligible", "algorithm", "named id", "long id", "no id", "short id", "not verified for staff"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_registration_with_one_false_field_is_refused(string fault)
    {
        var person = await (await TestPerson.CreateAsync(_portal, role: fault.EndsWith("staff", StringComparison.Ordinal) ? "Support" : null))
            .SignInAsync();
        var key = new SoftwareKey();
        switch (fault)
        {
            case "type": key.Type = "webauthn.get"; break;
            case "challenge": key.Challenge = new byte[32]; break;
            case "origin": key.Origin = "https://evil.example"; break;
            case "port": key.Origin = "https://localhost:8443"; break;
            case "subdomain": key.Origin = "https://evil.localhost"; break;
            case "cross-origin": key.CrossOrigin = true; break;
            case "top origin": key.TopOrigin = "https://evil.example"; break;
            case "relying party": key.RelyingParty = "evil.example"; break;
            case "not present": key.Flags = 0x04; break;
            case "backed up but not eligible": key.Flags = 0x15; break;
            case "algorithm": key.Algorithm = -65535; break;
            case "named id": key.NamedId = new byte[32]; break;
            case "long id": key.Id = new byte[1024]; break;
            case "no id": key.Id = []; break;
            case "short id": key.Id = new byte[15]; break;
            case "not verified for staff": key.Flags = 0x01; break;
        }

        var refused = Assert.IsType<TurnOnResult.Refused>(await person.RegisterAsync(key));

        Assert.Equal(MethodFault.WrongCode, refused.Refusal.Fault);
        Assert.Empty(await person.OnAsync());
    }

    [Fact]
    public async Task A_key_that_checks_nobody_is_enough_for_an_ordinary_person()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        await person.TurnOnKeyAsync(new SoftwareKey { Flags = 0x01 });

        Assert.Contains(MethodIds.SecurityKeys, await person.OnAsync());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1023)]
    public async Task An_id_of_the_shortest_and_of_the_longest_kind_is_taken(int bytes)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        await person.TurnOnKeyAsync(new SoftwareKey { Id = System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes) });

        Assert.Contains(MethodIds.SecurityKeys, await person.OnAsync());
    }

    [Fact]
    public async Task One_answer_handed_in_twenty_times_at_once_registers_one_key()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var setup = await person.BeginAsync(MethodIds.SecurityKeys);
        var answer = new SoftwareKey().Create((string)setup.Display!);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => person.Enrolment.TurnOnAsync(person.Session, setup.Id, answer, null)));

        Assert.Single(results.OfType<TurnOnResult.On>());
        Assert.Equal("1 key", (await person.RowAsync(MethodIds.SecurityKeys)).Detail!.Text);
    }
}
