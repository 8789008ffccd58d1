using System.Text;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Protected people are counted each hour, and the figures are kept for each day.</summary>
[OnBothDatabases]
public sealed class ProtectionFiguresTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private ProtectionFigures Figures => _portal.Get<ProtectionFigures>();

    [Fact]
    public async Task The_last_count_of_each_day_is_kept_and_the_report_shows_the_days_in_order()
    {
        var before = (await ReportAsync()).Methods.Single(method => method.Id == MethodIds.Sms).People;
        await TestPerson.CreateAsync(_portal);
        await CountAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await TestPerson.CreateAsync(_portal);
        await CountAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        await TestPerson.WithAsync(_portal, MethodIds.Sms);
        await CountAsync();

        var report = await ReportAsync();

        Assert.Equal(2, report.ProtectionByDay.Count);
        var (first, second) = (report.ProtectionByDay[0], report.ProtectionByDay[1]);
        Assert.Equal(first.Day.AddDays(1), second.Day);
        Assert.Equal((1, 0, 1), (second.All - first.All, second.NoMethod - first.NoMethod, second.WeakOnly - first.WeakOnly));
        Assert.Equal(before + 1, report.Methods.Single(method => method.Id == MethodIds.Sms).People);
        Assert.Equal(second.All, report.Protection[0].All);
        Assert.Equal(_portal.Clock.GetUtcNow(), report.CountedAt);
    }

    [Fact]
    public async Task On_many_nodes_at_once_each_day_is_kept_once()
    {
        await TestPerson.CreateAsync(_portal);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Figures.RunAsync()));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Single(await db.Set<DailyFigure>().Where(row => row.Series == ProtectionSeries.All(null)).ToListAsync());
        Assert.Equal(0, await Figures.RunAsync());
    }

    [Fact]
    public async Task Figures_that_are_older_than_two_hours_are_not_shown_as_those_of_now()
    {
        await CountAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestPerson.CreateAsync(_portal);
        var shown = (await ReportAsync()).Protection[0].NoMethod;
        _portal.Clock.Advance(TimeSpan.FromHours(3));

        var report = await ReportAsync();

        Assert.Equal(shown + 1, report.Protection[0].NoMethod);
        Assert.Equal(_portal.Clock.GetUtcNow(), report.CountedAt);
    }

    [Fact]
    public async Task Days_are_forgotten_after_four_hundred_days()
    {
        await CountAsync();
        _portal.Clock.Advance(ProtectionFigures.Kept + TimeSpan.FromDays(1));
        await CountAsync();

        await _portal.Get<Cleaner>().RunAsync();

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Single(await db.Set<DailyFigure>().Select(row => row.Day).Distinct().ToListAsync());
    }

    [Fact]
    public async Task The_export_has_methods_and_days()
    {
        await CountAsync();
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var (extract, _) = await _portal.Get<ReportExport>().BeginAsync(lead.Session, new());
        using var stream = new MemoryStream();

        await _portal.Get<ReportExport>().WriteAsync(stream, extract!, CancellationToken.None);

        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains($"Methods,{MethodIds.Sms},People,", text);
        Assert.Contains($"ProtectionByDay,{_portal.Clock.GetUtcNow():yyyy-MM-dd},NoMethod,", text);
    }

    private async Task CountAsync() => Assert.NotEqual(0, await Figures.RunAsync());

    private async Task<SupportReport> ReportAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await _portal.Get<SupportReports>().CountAsync(db, 7, CancellationToken.None);
    }
}
