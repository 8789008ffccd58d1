using Microsoft.EntityFrameworkCore;
using SecurityPortal.Methods;
using SecurityPortal.Methods.WhatsApp;
using SecurityPortal.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Methods.Policy;

public sealed class StagedWhatsApp
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
        var included = Enumerable.Range(0, 10_000).Count(id => rollout.Includes($"person-{id}"));

        Assert.InRange(included, least, most);
    }

    [Fact]
    public async Task A_person_gets_the_same_answer_after_a_restart_and_keeps_it_as_the_percentage_rises()
    {
        await using var portal = With(30);
        var ids = Enumerable.Range(0, 2_000).Select(id => $"person-{id}").ToList();
        var before = ids.Where(portal.Get<WhatsAppRollout>().Includes).ToHashSet();

        var again = new WhatsAppRollout(portal.Get<SecurityPortal.Data.KeyedHash>(), new Fixed(30));
        var more = new WhatsAppRollout(portal.Get<SecurityPortal.Data.KeyedHash>(), new Fixed(60));

        Assert.Equal(before, ids.Where(again.Includes).ToHashSet());
        Assert.Subset(ids.Where(more.Includes).ToHashSet(), before);
    }

    [Fact]
    public async Task Who_is_not_offered_it_sees_no_row_and_is_refused_by_the_service()
    {
        await using var portal = With(0);
        var session = await SessionAsync(portal);

        var overview = await portal.Get<TwoFactorMethods>().OverviewAsync(session);

        Assert.DoesNotContain(overview!.Methods, method => method.Description.Id == WhatsAppMethod.Id);
        Assert.Equal(MethodFault.UnknownMethod, (await portal.Get<TwoFactorMethods>().CheckSetupAsync(session, WhatsAppMethod.Id))?.Fault);
        Assert.IsType<BeginResult.Refused>(await portal.Get<TwoFactorMethods>().BeginSetupAsync(session, WhatsAppMethod.Id, new Dictionary<string, string?>()));
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

        var overview = await portal.Get<TwoFactorMethods>().OverviewAsync(session);

        Assert.True(overview!.Methods.Single(method => method.Description.Id == WhatsAppMethod.Id).IsOn);
    }

    private static Portal With(int percentage) => new(("Methods:WhatsApp:RolloutPercentage", $"{percentage}"));

    private static async Task<Guid> SessionAsync(Portal portal)
    {
        var token = await portal.Get<SessionStore>().BeginAsync(
            await portal.UserIdAsync("carol"), "AuthenticatorApp", "Password", new("test", "127.0.0.1"));
        return (await portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;
    }

    private sealed class Fixed(int percentage) : Microsoft.Extensions.Options.IOptionsMonitor<WhatsAppOptions>
    {
        public WhatsAppOptions CurrentValue => new() { RolloutPercentage = percentage };

        public WhatsAppOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<WhatsAppOptions, string?> listener) => null;
    }
}
