using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.Nodes;

/// <summary>Two nodes on one PostgreSQL database: whatever one of them does takes effect at the other.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ScriptedProvider _provider = new();
    private readonly Portal _one;
    private readonly Portal _other;

    public TwoNodesTests()
    {
        _one = new() { HasPostgreSql = true, WithServices = Node };
        _other = new() { HasPostgreSql = true, Beside = _one, WithServices = Node };
    }

    public async ValueTask InitializeAsync()
    {
        await _one.Get<SignalRelay>().Listening.WaitAsync(Patience);
        await _other.Get<SignalRelay>().Listening.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_begun_on_one_node_goes_on_at_the_other_and_counts_at_both()
    {
        var person = await TestPerson.WithAsync(_one, MethodIds.App);
        var browser = await _one.Browser().TypePasswordAsync(person.Email);

        await browser.At(_other).SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await browser.At(_other).IsSignedInAsync());
    }

    [Fact]
    public async Task A_wait_to_get_back_in_begun_at_one_node_shows_on_a_page_that_is_open_at_the_other_and_stops_there()
    {
        var person = await (await TestPerson.WithAsync(_one, MethodIds.App)).SignInAsync(MethodIds.App);
        await using var screen = await Screen.OfAsync(_other, person);
        var page = screen.Render<RecoveryAlarm>();
        var browser = await _one.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();

        Screen.Button(page.WaitForElement("[data-testid=recovery-alarm]", Patience), "Stop this").Click();

        page.WaitForElement("[data-testid=recovery-stopped]", Patience);
        Assert.Contains("recovery-stopped", await person.ActivityAsync());
        Assert.Contains("Start recovery", (await browser.GetAsync("/sign-in/recover")).Text);
    }

    [Fact]
    public async Task A_code_handed_to_both_nodes_at_once_ten_times_each_opens_one_session()
    {
        var person = await TestPerson.WithAsync(_one, MethodIds.App);
        List<TestBrowser> browsers = [];
        for (var number = 0; number < 20; number++)
        {
            browsers.Add(await (number % 2 == 0 ? _one : _other).Browser().TypePasswordAsync(person.Email));
        }

        var code = person.NextAppCode();
        await Task.WhenAll(browsers.Select(browser => Task.Run(() => browser.SendAsync(browser.Form(("code", code))))));

        Assert.Equal(1, await Rows.OpenSessionsAsync(_one, person.Id));
        await Invariants.CheckAsync(_one, person.Id);
        await Invariants.CheckLogAsync(_other);
    }

    [Fact]
    public async Task Wrong_answers_count_together_and_lock_at_both()
    {
        var person = await TestPerson.WithAsync(_one, MethodIds.App);
        var browser = await _one.Browser().TypePasswordAsync(person.Email);
        var wrong = person.NextAppCode() == "000000" ? "111111" : "000000";
        for (var answer = 0; answer < 5; answer++)
        {
            await browser.At(answer % 2 == 0 ? _one : _other).SubmitAsync(("code", wrong));
        }

        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(0, await Rows.OpenSessionsAsync(_other, person.Id));
    }

    [Fact]
    public async Task A_session_ended_on_one_node_is_over_at_the_other_at_once()
    {
        var person = await (await TestPerson.CreateAsync(_one)).SignInAsync();
        var browser = person.Browser().At(_other);
        Assert.True(await browser.IsSignedInAsync());

        await _one.Get<SessionStore>().EndAsync(person.Id, person.Session);

        Assert.False(await browser.IsSignedInAsync());
        Assert.Null(await _other.Get<SessionStore>().FindAsync(person.Session));
    }

    [Fact]
    public async Task Open_pages_of_the_other_node_are_told_when_a_session_ends()
    {
        var person = await (await TestPerson.CreateAsync(_one)).SignInAsync();
        var told = new TaskCompletionSource();
        using var page = _other.Get<ISignals>().Subscribe(SignalTopics.Person(person.Id), () => told.TrySetResult());

        await _one.Get<SessionStore>().EndAsync(person.Id, person.Session);

        await told.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_connection_between_nodes_that_breaks_is_made_again_and_everybody_looks()
    {
        var missed = new TaskCompletionSource();
        using (_other.Get<ISignals>().Subscribe("anything", () => missed.TrySetResult()))
        {
            await using (var db = new NpgsqlConnection(_one.PostgreSql))
            {
                await db.OpenAsync();
                await using var cut = new NpgsqlCommand(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'SecurityPortal signals'",
                    db);
                await cut.ExecuteNonQueryAsync();
            }

            await UntilAsync(missed.Task, () => _one.Clock.Advance(TimeSpan.FromSeconds(1)));
        }

        var told = new TaskCompletionSource();
        using var page = _other.Get<ISignals>().Subscribe("something", () => told.TrySetResult());
        await UntilAsync(told.Task, () =>
        {
            _one.Clock.Advance(TimeSpan.FromSeconds(1));
            _one.Get<ISignals>().Publish("something");
        });
    }

    [Fact]
    public async Task A_login_request_asked_for_on_one_node_is_approved_on_the_other()
    {
        var person = await TestPerson.WithAsync(_one, MethodIds.App, MethodIds.LoginRequests);
        await person.SignInAsync(MethodIds.App);
        var browser = await _one.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        var number = browser.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim();
        var answers = _other.Get<LoginRequestAnswers>();

        var request = await answers.PendingAsync(person.Session);
        Assert.Equal(AnswerOutcome.Done, await answers.ApproveAsync(person.Session, request!.Id, number));
        await browser.SubmitAsync(("code", "claim"));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Each_message_is_sent_by_one_of_the_nodes()
    {
        const int Count = 60;
        var person = await TestPerson.CreateAsync(_one);
        for (var number = 0; number < Count; number++)
        {
            await using var transaction = await PersonTransaction.BeginAsync(_one.Get<IDbContextFactory<PortalDbContext>>(), person.Id);
            await _one.Get<Outbox>().AddAsync(
                transaction, $"group {number}", new(DeliveryChannel.Sms, "+447700900999", "A text."), TimeSpan.FromMinutes(5));
            await transaction.CommitAsync();
        }

        _provider.Sent.Clear();
        await Task.WhenAll(_one.DeliverAsync(), _other.DeliverAsync());

        Assert.Equal(Count, _provider.Sent.Count);
        Assert.Distinct(_provider.Sent.Select(sent => sent.Id));
    }

    private void Node(IServiceCollection services)
    {
        _provider.Use(services);
        services.AddSingleton<SignalRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalRelay>());
    }

    /// <summary>Repeats an action until the task has completed.</summary>
    private static async Task UntilAsync(Task happened, Action again)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!happened.IsCompleted)
        {
            again();
            await Task.WhenAny(happened, Task.Delay(50, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
