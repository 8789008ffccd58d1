using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Overview;
using SecurityPortal.TwoFactor.WhatsApp;

namespace SecurityPortal.Tests.TwoFactor.Policy;

public sealed class StagedWhatsAppTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 900, 1100)]
    [InlineData(50, 4800, 5200)]
    [InlineData(100, 10_000, 10_000)]
    public async Task A_percentage_of_people_is_that_many_people(int percentage, int least, int most)
    {
        await using var portal = With(percentage);

        var rollout = portal.Get<WhatsAppRollout>();
        var included = Enumerable.Range(0, 10_000).Count(id => rollout.Includes(Person($"person-{id}")));

        Assert.InRange(included, least, most);
    }

    [Fact]
    public async Task A_person_gets_the_same_answer_after_a_restart()
    {
        await using var portal = With(30);
        var people = Enumerable.Range(0, 2_000).Select(id => Person($"person-{id}")).ToList();

        var again = new WhatsAppRollout(portal.Get<SecurityPortal.Platform.Database.KeyedHash>(), new Fixed(30));

        Assert.Equal(people.Where(portal.Get<WhatsAppRollout>().Includes), people.Where(again.Includes));
    }

    [Fact]
    public async Task Nobody_who_had_it_loses_it_as_the_percentage_rises_step_by_step()
    {
        await using var portal = With(0);
        var people = Enumerable.Range(0, 1_000)
            .Select(id => new RolloutPerson($"person-{id}", $"person-{id}@example.com", id % 50 == 0 ? ["Support"] : [])).ToList();
        HashSet<RolloutPerson> before = [];
        for (var percentage = 0; percentage <= 100; percentage++)
        {
            var stage = new WhatsAppRollout(
                portal.Get<SecurityPortal.Platform.Database.KeyedHash>(), new Fixed(percentage, ["Support"], ["person-7@example.com"]));
            var now = people.Where(stage.Includes).ToHashSet();

            Assert.Subset(now, before);
            Assert.All(people.Where(person => person.Roles.Count > 0 || person.UserId == "person-7"), person => Assert.Contains(person, now));
            before = now;
        }

        Assert.Equal(people.Count, before.Count);
    }

    [Theory]
    [InlineData("RolloutRoles", "support", "sam@example.com", true)]
    [InlineData("RolloutRoles", "SupportLead", "sam@example.com", false)]
    [InlineData("RolloutPeople", "SAM@example.com", "sam@example.com", true)]
    [InlineData("RolloutPeople", "sam@example.com", "carol@example.com", false)]
    public async Task Whoever_is_named_or_in_a_named_group_has_it_at_once(string key, string named, string email, bool offered)
    {
        await using var portal = new Portal(("Methods:WhatsApp:RolloutPercentage", "0"), ($"Methods:WhatsApp:{key}:0", named));
        var session = await SessionAsync(portal, email.Split('@')[0]);

        var overview = await portal.Get<TwoFactorQueries>().OverviewAsync(session);

        Assert.Equal(offered, overview!.Methods.Any(method => method.Description.Id == WhatsAppMethod.Id));
    }

    [Fact]
    public async Task A_role_of_an_older_identity_database_is_a_group_too()
    {
        await using var portal = With(0);
        await using (var db = await portal.OpenDatabaseAsync())
        {
            db.Roles.Add(new("Testers") { NormalizedName = "TESTERS" });
            await db.SaveChangesAsync();
        }

        var stage = new Fixed(0, ["Testers"]);
        var rollout = new WhatsAppRollout(portal.Get<SecurityPortal.Platform.Database.KeyedHash>(), stage);

        Assert.True(portal.Get<IValidateOptions<WhatsAppOptions>>().Validate(null, stage.CurrentValue).Succeeded);
        Assert.True(rollout.Includes(new("somebody", null, ["Testers"])));
        Assert.False(rollout.Includes(new("somebody", null, [])));
    }

    [Fact]
    public async Task A_group_that_is_not_there_and_people_without_an_address_are_refused_together()
    {
        await using var portal = new Portal(
            ("Methods:WhatsApp:RolloutPercentage", "101"), ("Methods:WhatsApp:RolloutRoles:0", "Testers"),
            ("Methods:WhatsApp:RolloutPeople:0", "carol"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Equal(
            [
                "Methods:WhatsApp:RolloutPercentage is 101. It must be from 0 to 100.",
                "Methods:WhatsApp:RolloutPeople names 'carol'. Name people by their email address.",
                "Methods:WhatsApp:RolloutRoles names 'Testers'. Known roles: Support, SupportLead.",
            ],
            fault.Failures);
    }

    [Fact]
    public async Task A_change_of_number_outside_of_the_stage_leaves_WhatsApp_to_be_proven_again()
    {
        await using var portal = With(0);
        var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.App);

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await person.TurnOnSmsAsync("+447700900998");
        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await person.TurnOnSmsAsync("+447700900999");
        Assert.False((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await person.TurnOnWhatsAppAsync();

        Assert.True((await person.RowAsync(MethodIds.WhatsApp)).IsOn);
    }

    [Theory]
    [InlineData(MethodIds.WhatsApp)]
    [InlineData(MethodIds.Sms)]
    public async Task Outside_of_the_stage_who_turns_it_off_does_not_get_it_back(string turnedOff)
    {
        await using var portal = With(0);
        var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.App);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await person.TurnOnSmsAsync("+447700900998");
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await person.TurnOnWhatsAppAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(turnedOff));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await person.TurnOnSmsAsync("+447700900997");

        Assert.DoesNotContain((await person.OverviewAsync()).Methods, method => method.Description.Id == MethodIds.WhatsApp);
    }

    [Fact]
    public async Task The_operator_is_shown_the_stage_and_how_many_it_reaches()
    {
        await using var portal = new Portal(
            ("Methods:WhatsApp:RolloutPercentage", "0"), ("Methods:WhatsApp:RolloutRoles:0", "Support"),
            ("Methods:WhatsApp:RolloutPeople:0", "carol@example.com"));
        await using var output = new StringWriter();

        await SecurityPortal.Hosting.Cli.PortalCommands.RunAsync(portal.Services, ["policy", "show"], output, TextWriter.Null);

        using var shown = System.Text.Json.JsonDocument.Parse(output.ToString());
        var whatsApp = shown.RootElement.GetProperty("Rollouts").GetProperty("WhatsApp");
        Assert.Equal((0, "Support"), (
            whatsApp.GetProperty("Stage").GetProperty("RolloutPercentage").GetInt32(),
            whatsApp.GetProperty("Stage").GetProperty("RolloutRoles")[0].GetString()));
        Assert.Equal((3, 0), (whatsApp.GetProperty("PeopleReached").GetInt32(), whatsApp.GetProperty("PeopleWhoHaveItOn").GetInt32()));
        Assert.Equal("14.00:00:00", shown.RootElement.GetProperty("Policy").GetProperty("GracePeriod").GetString());
    }

    [Fact]
    public async Task Who_is_not_offered_it_sees_no_row_and_is_refused_by_the_service()
    {
        await using var portal = With(0);
        var session = await SessionAsync(portal);

        var overview = await portal.Get<TwoFactorQueries>().OverviewAsync(session);

        Assert.DoesNotContain(overview!.Methods, method => method.Description.Id == WhatsAppMethod.Id);
        Assert.Equal(MethodFault.UnknownMethod, (await portal.Get<EnrolmentService>().CheckAsync(session, WhatsAppMethod.Id))?.Fault);
        Assert.IsType<BeginResult.Refused>(await portal.Get<EnrolmentService>().BeginAsync(session, WhatsAppMethod.Id, new Dictionary<string, string?>()));
    }

    [Fact]
    public async Task Who_has_it_on_keeps_it()
    {
        await using var portal = With(0);
        var session = await SessionAsync(portal);
        await using (var db = await portal.OpenDatabaseAsync())
        {
            var id = await portal.UserIdAsync("carol");
            var sms = await db.Set<MethodEnrolment>().SingleAsync(row => row.UserId == id && row.Method == "Sms");
            db.Add(new MethodEnrolment
            {
                UserId = id,
                Method = WhatsAppMethod.Id,
                Requires = "Sms",
                Destination = sms.Destination,
                Since = portal.Clock.GetUtcNow(),
                Count = 1,
            });
            await db.SaveChangesAsync();
        }

        var overview = await portal.Get<TwoFactorQueries>().OverviewAsync(session);

        Assert.True(overview!.Methods.Single(method => method.Description.Id == WhatsAppMethod.Id).IsOn);
    }

    private static Portal With(int percentage) => new(("Methods:WhatsApp:RolloutPercentage", $"{percentage}"));

    private static RolloutPerson Person(string id) => new(id, null, []);

    private static async Task<Guid> SessionAsync(Portal portal, string name = "carol")
    {
        var token = await portal.BeginSessionAsync(
            await portal.UserIdAsync(name), "AuthenticatorApp", "Password", new("test", "127.0.0.1"));
        return (await portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;
    }

    private sealed class Fixed(int percentage, string[]? roles = null, string[]? people = null) : IOptionsMonitor<WhatsAppOptions>
    {
        public WhatsAppOptions CurrentValue => new() { RolloutPercentage = percentage, RolloutRoles = roles ?? [], RolloutPeople = people ?? [] };

        public WhatsAppOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<WhatsAppOptions, string?> listener) => null;
    }
}
