using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Audit;

public sealed class TheChainTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("ActivityLog:Retention", "30.00:00:00"));
    private readonly FakeLogger<AuditLogRetention> _log = new();

    public ValueTask InitializeAsync() => AppendAsync(6);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    [OnBothDatabases]
    public async Task An_untouched_log_is_intact() =>
        Assert.Equal((1, 6), Assert.IsType<LogCheck.Intact>(await VerifyAsync()) is var intact ? (intact.First, intact.Last) : default);

    [Theory]
    [InlineData("UPDATE ActivityLog SET Detail = 'other' WHERE Sequence = 3")]
    [InlineData("UPDATE ActivityLog SET UserId = 'somebody' WHERE Sequence = 3")]
    [InlineData("UPDATE ActivityLog SET At = At + 1 WHERE Sequence = 3")]
    [InlineData("UPDATE ActivityLog SET Actor = 'portal' WHERE Sequence = 3")]
    [InlineData("UPDATE ActivityLog SET Address = '10.0.0.1' WHERE Sequence = 3")]
    [InlineData("UPDATE ActivityLog SET Hash = (SELECT Hash FROM ActivityLog WHERE Sequence = 2) WHERE Sequence = 3")]
    public async Task A_change_is_found(string sql) => await BreaksAsync(sql, 3, LogBreak.EntryChanged);

    [Fact]
    [OnBothDatabases]
    public async Task A_removed_entry_is_found() =>
        await BreaksAsync("DELETE FROM ActivityLog WHERE Sequence = 3", 3, LogBreak.EntryMissing);

    [Fact]
    public async Task A_removed_first_entry_is_found() =>
        await BreaksAsync("DELETE FROM ActivityLog WHERE Sequence = 1", 1, LogBreak.EntryMissing);

    [Fact]
    public async Task A_gap_closed_by_renumbering_is_found() => await BreaksAsync(
        "DELETE FROM ActivityLog WHERE Sequence = 3; UPDATE ActivityLog SET Sequence = 3 WHERE Sequence = 4; UPDATE ActivityLog SET Sequence = 4 WHERE Sequence = 5; UPDATE ActivityLog SET Sequence = 5 WHERE Sequence = 6",
        3, LogBreak.EntryChanged);

    [Fact]
    public async Task An_inserted_entry_at_the_end_is_found() => await BreaksAsync(
        "INSERT INTO ActivityLog (Sequence, At, UserId, Actor, Event, Detail, Address, UserAgent, Hash) SELECT 7, At, UserId, Actor, Event, Detail, Address, UserAgent, Hash FROM ActivityLog WHERE Sequence = 6",
        7, LogBreak.EntryInserted);

    [Fact]
    public async Task A_cut_off_end_is_found() =>
        await BreaksAsync("DELETE FROM ActivityLog WHERE Sequence > 4", 5, LogBreak.EndCutOff);

    [Fact]
    public async Task A_cut_off_end_is_found_even_when_the_head_was_edited_to_match() => await BreaksAsync(
        "DELETE FROM ActivityLog WHERE Sequence > 4; UPDATE ActivityLogHead SET Sequence = 4, Hash = (SELECT Hash FROM ActivityLog WHERE Sequence = 4)",
        4, LogBreak.HeadChanged);

    [Fact]
    public async Task A_removed_beginning_is_found_even_when_the_head_was_edited_to_match() => await BreaksAsync(
        "UPDATE ActivityLogHead SET CutSequence = 2, CutHash = (SELECT Hash FROM ActivityLog WHERE Sequence = 2); DELETE FROM ActivityLog WHERE Sequence <= 2",
        6, LogBreak.HeadChanged);

    [Fact]
    public async Task An_emptied_seal_is_found() =>
        await BreaksAsync("UPDATE ActivityLogHead SET Seal = @nothing", 6, LogBreak.HeadChanged);

    [Fact]
    public async Task A_missing_head_is_found() =>
        await BreaksAsync("DELETE FROM ActivityLogHead", 0, LogBreak.HeadChanged);

    [Theory]
    [InlineData("DELETE FROM ActivityLog; UPDATE ActivityLogHead SET Sequence = 0, Hash = @nothing, CutSequence = 0, CutHash = @nothing, Seal = @nothing")]
    [InlineData("DELETE FROM ActivityLog; UPDATE ActivityLogHead SET Sequence = 0, Hash = @nothing")]
    [InlineData("DELETE FROM ActivityLog; DELETE FROM ActivityLogHead")]
    public async Task A_wiped_log_is_cut_off_and_not_a_new_one(string sql) => await BreaksAsync(sql, 1, LogBreak.EndCutOff);

    [Fact]
    public async Task A_wiped_log_does_not_become_a_new_one_with_its_next_entry()
    {
        await BreaksAsync(
            "DELETE FROM ActivityLog; UPDATE ActivityLogHead SET Sequence = 0, Hash = @nothing, Seal = @nothing",
            1, LogBreak.EndCutOff);

        await AppendAsync(2);

        Assert.Equal(new LogCheck.Broken(2, LogBreak.HeadChanged), await VerifyAsync());
        _portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(0, await _portal.Get<AuditLogRetention>().CutAsync());
        Assert.Equal(new LogCheck.Broken(2, LogBreak.HeadChanged), await VerifyAsync());
    }

    [Fact]
    public async Task A_new_installation_is_intact_before_its_first_entry()
    {
        await using var portal = new Portal();

        Assert.Equal((1, 0), Assert.IsType<LogCheck.Intact>(await portal.Get<AuditLogVerifier>().VerifyAsync()) is var intact
            ? (intact.First, intact.Last) : default);
    }

    // What a chain alone cannot show: an older copy of the whole log is still consistent.
    [Fact]
    public async Task An_older_copy_of_log_and_head_looks_intact_and_a_head_kept_elsewhere_shows_it()
    {
        await ExecuteAsync("CREATE TABLE OldLog AS SELECT * FROM ActivityLog; CREATE TABLE OldHead AS SELECT * FROM ActivityLogHead");
        await AppendAsync(3);
        var kept = Assert.IsType<LogCheck.Intact>(await VerifyAsync()).Head;
        await ExecuteAsync(
            "DELETE FROM ActivityLog; INSERT INTO ActivityLog SELECT * FROM OldLog; DELETE FROM ActivityLogHead; INSERT INTO ActivityLogHead SELECT * FROM OldHead");

        Assert.Equal(6, Assert.IsType<LogCheck.Intact>(await VerifyAsync()).Last);
        Assert.Equal(new LogCheck.Broken(7, LogBreak.EndCutOff), await VerifyAsync(kept));

        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppendAsync(4);
        Assert.IsType<LogCheck.Intact>(await VerifyAsync());
        Assert.Equal(new LogCheck.Broken(9, LogBreak.EntryChanged), await VerifyAsync(kept));
    }

    [Fact]
    public async Task A_head_kept_elsewhere_goes_on_to_fit_until_its_entry_is_dropped_for_its_age()
    {
        var kept = Assert.IsType<LogCheck.Intact>(await VerifyAsync()).Head;
        Assert.Equal(kept.ToString(), LogAnchor.Parse(kept.ToString())?.ToString());
        await AppendAsync(2);
        Assert.IsType<LogCheck.Intact>(await VerifyAsync(kept));

        _portal.Clock.Advance(TimeSpan.FromDays(31));
        await AppendAsync(1);
        await _portal.Get<AuditLogRetention>().CutAsync();

        Assert.Equal(new LogCheck.TooOld(6), await VerifyAsync(kept));
    }

    [Fact]
    public async Task A_key_that_is_gone_from_a_database_in_use_is_not_made_anew()
    {
        await ExecuteAsync("DELETE FROM SealedKeys");

        var fault = Assert.Throws<InvalidOperationException>(() => SecurityPortal.Platform.Database.DatabaseServices.LoadKey(_portal.Services));

        Assert.Contains("backup", fault.Message);
    }

    [Fact]
    [OnBothDatabases]
    public async Task Entries_written_at_once_form_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AppendAsync(1).AsTask()));

        Assert.Equal(26, Assert.IsType<LogCheck.Intact>(await VerifyAsync()).Last);
    }

    [Fact]
    [OnBothDatabases]
    public async Task Old_entries_go_and_the_chain_is_sealed_at_the_cut()
    {
        _portal.Clock.Advance(TimeSpan.FromDays(29));
        await AppendAsync(2);
        _portal.Clock.Advance(TimeSpan.FromDays(2));
        await _portal.Get<AuditLogRetention>().CutAsync();

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(2, await db.Set<AuditLogEntry>().CountAsync());
        var intact = Assert.IsType<LogCheck.Intact>(await VerifyAsync());
        Assert.Equal((7, 8), (intact.First, intact.Last));
        await AppendAsync(1);
        Assert.IsType<LogCheck.Intact>(await VerifyAsync());
        await BreaksAsync("DELETE FROM ActivityLog WHERE Sequence = 7", 7, LogBreak.EntryMissing);
    }

    [Theory]
    [OnBothDatabases]
    [InlineData("UPDATE ActivityLog SET At = 0 WHERE Sequence <= 6", 1)]
    [InlineData("UPDATE ActivityLog SET At = 0 WHERE Sequence = 4", 4)]
    [InlineData("UPDATE ActivityLog SET Detail = 'other' WHERE Sequence = 3", 3)]
    [InlineData("DELETE FROM ActivityLog WHERE Sequence <= 5", 1)]
    [InlineData("DELETE FROM ActivityLog WHERE Sequence = 3", 3)]
    public async Task Retention_drops_nothing_of_a_log_that_was_tampered_with_and_raises_an_alarm(string sql, long at)
    {
        await AppendAsync(2);
        await ExecuteAsync(sql);
        var broken = Assert.IsType<LogCheck.Broken>(await VerifyAsync());
        Assert.Equal(at, broken.Sequence);
        foreach (var age in new[] { TimeSpan.Zero, TimeSpan.FromDays(31) })
        {
            _portal.Clock.Advance(age);

            Assert.Equal(0, await Retention().CutAsync());

            Assert.Equal(broken, await VerifyAsync());
        }

        await AppendAsync(1);
        Assert.Equal(broken, await VerifyAsync());
        Assert.All(_log.Collector.GetSnapshot(), alarm => Assert.Equal((4002, LogLevel.Critical), (alarm.Id.Id, alarm.Level)));
        Assert.Contains(_log.Collector.GetSnapshot(), alarm => alarm.Message.Contains($"broken at entry {at}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retention_goes_on_until_all_that_is_too_old_is_gone()
    {
        await AppendAsync(AuditLogRetention.Piece);
        _portal.Clock.Advance(TimeSpan.FromDays(31));
        await AppendAsync(1);

        Assert.Equal(AuditLogRetention.Piece + 6, await Retention().CutAsync());

        Assert.Equal((2007, 2007), Assert.IsType<LogCheck.Intact>(await VerifyAsync()) is var intact ? (intact.First, intact.Last) : default);
        Assert.Empty(_log.Collector.GetSnapshot());
    }

    private AuditLogRetention Retention() => new(
        _portal.Get<IDbContextFactory<PortalDbContext>>(), _portal.Get<AuditLogChain>(),
        _portal.Get<IOptions<AuditLogOptions>>(), _portal.Clock, _log);

    private async ValueTask AppendAsync(int count)
    {
        for (var entry = 0; entry < count; entry++)
        {
            await _portal.Get<AuditLogWriter>().AppendAsync(
                new AuditEvent("person", AuditEvents.MethodOn, "Sms") { Address = "127.0.0.1", UserAgent = "test" });
        }
    }

    private Task<LogCheck> VerifyAsync(LogAnchor? since = null) => _portal.Get<AuditLogVerifier>().VerifyAsync(since);

    private async Task BreaksAsync(string sql, long at, LogBreak how)
    {
        await ExecuteAsync(sql);

        Assert.Equal(new LogCheck.Broken(at, how), await VerifyAsync());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();

        // PostgreSQL recognises our names only in quotes.
        command.CommandText = Regex.Replace(sql, "[A-Z][a-z]+[A-Za-z]*", "\"$0\"");
        if (sql.Contains("@nothing", StringComparison.Ordinal))
        {
            var nothing = command.CreateParameter();
            (nothing.ParameterName, nothing.Value) = ("@nothing", Array.Empty<byte>());
            command.Parameters.Add(nothing);
        }

        await command.ExecuteNonQueryAsync();
    }
}
