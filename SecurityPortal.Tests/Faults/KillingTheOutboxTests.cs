using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Faults.UnderFire;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Faults;

/// <summary>
/// Portals in their own processes, killed with <c>kill -9</c> while they send texts through a fake Twilio that counts. Each
/// text has its own number, so that a duplicate or a lost one shows.
/// </summary>
public sealed class KillingTheOutboxTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly FakeTwilio _twilio = new();
    private readonly Portal _portal;
    private int _posted;

    public KillingTheOutboxTests() => _portal = new Portal(_twilio.Settings())
    {
        // The processes use the real clock.
        WithServices = services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)),
    };

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Theory]
    [InlineData("DieBeforeStatement", "1")]
    [InlineData("DieAt", WireTap.Claimed)]
    [InlineData("DieAt", WireTap.Accepted)]
    public async Task Killed_at_any_step_every_text_goes_out_once(string when, string where)
    {
        await PostAsync(5);
        await using (var portal = Start((when, where), ("AtOnce", $"{when == "DieAt"}")))
        {
            await portal.WaitForEndAsync();
            Assert.Equal(137, portal.ExitCode);
        }

        await DrainAsync();

        await ExpectOnceAsync(5);
    }

    [Fact]
    public async Task Killed_while_Twilio_has_taken_the_text_and_not_answered_yet_it_goes_out_once()
    {
        _twilio.Faults.Enqueue(ProviderFault.HangsAfter);
        await PostAsync(1);
        await using (var portal = Start())
        {
            await TakenAsync(1);
            await portal.KillAsync();
        }

        await DrainAsync();

        await ExpectOnceAsync(1);
    }

    [Fact]
    public async Task Of_two_workers_on_one_database_one_is_killed_and_the_other_finishes()
    {
        await PostAsync(80);
        await using var first = Start();
        await using var second = Start();
        await TakenAsync(20);
        await first.KillAsync();
        await EndAsync(second);

        await ExpectOnceAsync(80);
    }

    [OnDemand]
    public async Task Killed_at_sixty_random_moments_every_text_goes_out_once()
    {
        const int kills = 60;
        for (var i = 0; i < kills; i++)
        {
            await PostAsync(20);
            await using var portal = Start();
            await TakenAsync(_twilio.Taken.Count + 1 + (i * 7 % 15));
            await portal.KillAsync();
        }

        await DrainAsync();

        await ExpectOnceAsync(_posted);
        Console.WriteLine($"{kills} kills, {_posted} texts, {_twilio.Taken.Count} taken");
    }

    private async Task PostAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _posted++;
            await _portal.PostAsync(Posting.Text($"+1415{5_550_000 + _posted}", $"{_posted:D6}"), lifetime: TimeSpan.FromHours(1));
        }
    }

    private PortalProcess Start(params (string Key, string Value)[] fire) =>
        PortalProcess.Start(
            PortalProcess.Program,
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(Fire).Assembly.GetName().Name!),
                ("Portal__PublicUrl", "http://localhost"),
                ("Logging__LogLevel__Default", "Warning"),
                ("Logging__Console__LogToStandardErrorThreshold", "Trace"),
                .. _portal.DatabaseSettings.Concat(_twilio.Settings())
                    .Select(setting => (setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting.Item2)),
                ("Fire__People", "0"),
                .. fire.Select(setting => ($"Fire__{setting.Key}", setting.Value)),
            ]);

    /// <summary>Starts one more process, past the leases, to send what is left; it ends when the outbox is empty.</summary>
    private async Task DrainAsync()
    {
        await using var portal = Start(("Later", "00:01:00"));
        await EndAsync(portal);
    }

    private static async Task EndAsync(PortalProcess portal)
    {
        string? line;
        while ((line = await portal.ReadLineAsync()) is not null and not "done")
        {
        }

        Assert.True(line == "done", portal.Log);
    }

    private async Task TakenAsync(int count)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (_twilio.Taken.Count >= count)
            {
                taken.TrySetResult();
            }
        }

        _twilio.OnTaken = _ => Look();
        Look();
        await taken.Task.WaitAsync(Patience);
    }

    private async Task ExpectOnceAsync(int count)
    {
        Assert.Equal(count, _twilio.Taken.Select(message => message.To).Distinct().Count());
        Assert.Equal(count, _twilio.Taken.Count);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(count, await db.Set<OutboxMessage>().CountAsync(row => row.State == DeliveryState.Accepted && row.Payload == null));
    }
}
