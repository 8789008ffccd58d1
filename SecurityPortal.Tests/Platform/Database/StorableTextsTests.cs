using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>Text that no database can store: a NUL, and half a surrogate pair.</summary>
[OnBothDatabases]
public sealed class StorableTextsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Broken = "a\0b \ud83d c";
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("")]
    [InlineData("José, 東京, 😀")]
    [InlineData("\ufffd")]
    public void What_can_be_kept_stays_as_it_is(string text) => Assert.Equal(text, StorableText.Of(text));

    [Fact]
    public void What_cannot_is_replaced() => Assert.Equal("a\ufffdb \ufffd c", StorableText.Of(Broken));

    [Fact]
    public async Task An_entry_of_the_log_with_it_does_not_break_the_chain()
    {
        await _portal.Get<AuditLogWriter>().AppendAsync(new("somebody", AuditEvents.MethodOn, Broken) { UserAgent = Broken });

        Assert.IsType<LogCheck.Intact>(await _portal.Get<AuditLogVerifier>().VerifyAsync());
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(
            "a\ufffdb \ufffd c",
            await db.Set<AuditLogEntry>().Where(entry => entry.UserId == "somebody").Select(entry => entry.Detail).SingleAsync());
    }

    [Fact]
    public async Task Asking_for_it_finds_nobody()
    {
        string[] typed = [Broken, "nobody"];
        await using var db = await _portal.OpenDatabaseAsync();

        Assert.False(await db.Users.AnyAsync(user => user.UserName == typed[0]));
        Assert.False(await db.Users.AnyAsync(user => typed.Contains(user.UserName)));
    }
}
