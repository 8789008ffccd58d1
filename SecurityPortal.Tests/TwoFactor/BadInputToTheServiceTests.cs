using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;
using static SecurityPortal.Tests.Fixtures.Refusals;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>
/// What the screen would never send: a circuit's events can be anything, so the service must handle any input and answer
/// with a refusal.
/// </summary>
public sealed class BadInputToTheServiceTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    // "null" stands for no value at all.
    public static TheoryData<string> Values =>
    [
        "null", "", "   ", new string('1', 1_000_000), "١٢٣٤٥٦", "+123456", "000123456", "123\0456", "<script>alert(1)</script>",
        "' OR 1=1 --", "\ud83d", "{0}", "saved", "\u202e654321",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_proof(string given)
    {
        var proof = given == "null" ? null : given;
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms)).SignInAsync(MethodIds.App);
        foreach (var setup in new[]
        {
            await person.BeginAsync(MethodIds.App),
            await person.BeginAsync(MethodIds.WhatsApp),
            await person.BeginAsync(MethodIds.Sms, ("number", "+447400123461")),
        })
        {
            Assert.Equal(MethodFault.WrongCode, Fault(await person.Enrolment.TurnOnAsync(person.Session, setup.Id, proof, proof)));
        }

        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes], await person.OnAsync());
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_a_number_and_a_country(string given)
    {
        var value = given == "null" ? null : given;
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);

        var result = await person.TryBeginAsync(MethodIds.Sms, ("number", value), ("country", value));

        Assert.Equal(MethodFault.InvalidInput, Fault(result));
        Assert.NotEmpty(((BeginResult.Refused)result).Refusal.Message!);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task As_the_name_of_an_app(string given)
    {
        var name = given == "null" ? null : given;
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);
        await person.TurnOnAppAsync(name);
        var items = _portal.Get<MethodItems>();

        var app = Assert.Single(await items.ListAsync(person.Session, MethodIds.App));
        Assert.InRange(app.Name.Length, 1, ItemName.MaxLength);
        Assert.DoesNotContain(app.Name, char.IsControl);
        Assert.IsType<MethodResult.Done>(await items.RenameAsync(person.Session, MethodIds.App, app.Id, name));
        Assert.InRange(Assert.Single(await items.ListAsync(person.Session, MethodIds.App)).Name.Length, 1, ItemName.MaxLength);
        Assert.True((await person.Browser().GetAsync("/settings/security/two-factor")).Response!.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_name_is_not_cut_in_the_middle_of_a_letter()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.Sms)).SignInAsync(MethodIds.Sms);

        await person.TurnOnAppAsync(new string('a', 59) + "😀😀");

        Assert.Equal(new string('a', 59), Assert.Single(await _portal.Get<MethodItems>().ListAsync(person.Session, MethodIds.App)).Name);
    }

    [Fact]
    public async Task Ids_that_belong_to_nothing_are_refused()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var items = _portal.Get<MethodItems>();
        foreach (var id in new[] { Guid.Empty, Guid.NewGuid(), person.Session })
        {
            Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.TurnOnAsync(person.Session, id, "123456", null)));
            Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.SendCodeAsync(person.Session, id)));
            Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await items.RenameAsync(person.Session, MethodIds.App, id, "x")));
            Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await items.RemoveAsync(person.Session, MethodIds.App, id)));
        }

        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public async Task A_session_that_does_not_exist_may_do_nothing(string id)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        person.Session = Guid.Parse(id);

        Assert.Null(await person.TwoFactor.OverviewAsync(person.Session));
        Assert.Equal(MethodFault.SessionEnded, Fault(await person.TryBeginAsync(MethodIds.App)));
        Assert.Equal(MethodFault.SessionEnded, Fault(await person.TurnOffAsync(MethodIds.App)));
        Assert.Equal(MethodFault.SessionEnded, Fault(await person.Enrolment.TurnOnAsync(person.Session, Guid.NewGuid(), "1", null)));
        Assert.Equal(MethodFault.SessionEnded, Fault(await person.Enrolment.SendCodeAsync(person.Session, Guid.NewGuid())));
    }

    [Fact]
    public async Task Steps_out_of_order_are_refused()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var app = await person.BeginAsync(MethodIds.App);

        // No code for a method that sends none, and none for an enrolment that is proven already.
        Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.SendCodeAsync(person.Session, app.Id)));
        var sms = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        Assert.Equal(MethodFault.WrongCode, Fault(await person.Enrolment.TurnOnAsync(person.Session, sms.Id, "000000", null)));
        var code = await person.SetupCodeAsync(sms, "sms");
        var first = Assert.IsType<TurnOnResult.SetUpFirst>(await person.Enrolment.TurnOnAsync(person.Session, sms.Id, code, null));
        Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.SendCodeAsync(person.Session, sms.Id)));
        Assert.Equal(MethodFault.SetupOver, Fault(await person.Enrolment.TurnOnAsync(person.Session, sms.Id, code, null)));

        Assert.Empty(await person.OnAsync());
        Assert.IsType<TurnOnResult.On>(await person.SaveCodesAsync(first.Companion));
        Assert.Equal(MethodFault.SetupOver, Fault(await person.SaveCodesAsync(first.Companion)));
    }

    [Fact]
    public async Task Agreeing_to_more_or_less_than_was_asked_turns_nothing_off()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.App);
        string[][] agreements =
        [
            [], [MethodIds.Sms], [MethodIds.WhatsApp], [MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App],
            [MethodIds.Sms, MethodIds.WhatsApp, "Nonsense"], ["sms", "whatsapp"],
        ];
        foreach (var agreed in agreements)
        {
            Assert.Equal(MethodFault.ChangedMeanwhile, Fault(await person.Methods.TurnOffAsync(person.Session, MethodIds.Sms, agreed)));
        }

        Assert.Equal([MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.BackupCodes], await person.OnAsync());
    }
}
