using System.Data.Common;
using Bunit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Audit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class ActivityPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(1, "The file has 1 entry.")]
    [InlineData(2, "The file has 2 entries.")]
    public async Task How_many_entries_the_file_has_is_said_after_an_export(int entries, string said)
    {
        var person = await PersonAsync(_portal, entries);
        Assert.Equal(entries, (await person.ActivityAsync()).Length);
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Render<ActivityPage>();
        page.WaitForElement(".activity-end button", Patience);

        Screen.Button(page.Find(".activity-end"), "Export as CSV").Click();

        page.WaitForAssertion(() => Assert.Equal(said, page.Find("p.hint[role=status]").TextContent), Patience);
    }

    [Fact]
    public async Task Older_entries_that_are_asked_for_twice_at_once_are_shown_once()
    {
        const int entries = SelfServiceActivity.PageSize + 5;
        var log = new HeldLog();
        await using var portal = new Portal { WithServices = services => services.AddSingleton<IInterceptor>(log) };
        var person = await PersonAsync(portal, entries);
        await using var screen = await Screen.OfAsync(portal, person);
        var page = screen.Render<ActivityPage>();
        page.WaitForElement(".activity-end button", Patience);

        log.Hold();
        Task[] presses = [OlderAsync(page), OlderAsync(page)];
        await log.LetGoAsync(presses.Length);
        await Task.WhenAll(presses);

        page.WaitForAssertion(() => Assert.Equal(entries, page.FindAll("[data-testid=activity]").Count), Patience);
    }

    private static async Task<TestPerson> PersonAsync(Portal portal, int entries)
    {
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();
        for (var entry = 0; entry < entries; entry++)
        {
            await portal.Get<AuditLogWriter>().AppendAsync(new(person.Id, AuditEvents.MethodChanged, MethodIds.Sms));
        }

        return person;
    }

    private static Task OlderAsync(IRenderedComponent<ActivityPage> page) =>
        Screen.Button(page.Find(".activity-end"), "Show older").ClickAsync();

    /// <summary>Holds back the queries of the log until the test lets them go.</summary>
    private sealed class HeldLog : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _arrived = new(0);
        private volatile bool _isHeld;

        public void Hold() => _isHeld = true;

        /// <summary>Waits until this many queries are held back, and lets them go.</summary>
        public async Task LetGoAsync(int queries)
        {
            for (var query = 0; query < queries; query++)
            {
                Assert.True(await _arrived.WaitAsync(Patience));
            }

            _letGo.SetResult();
        }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (_isHeld && command.CommandText.Contains("\"ActivityLog\"", StringComparison.Ordinal))
            {
                _arrived.Release();
                await _letGo.Task;
            }

            return result;
        }
    }
}
