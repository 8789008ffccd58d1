using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

/// <summary>
/// A link is bound to the security stamp: any change to what protects an account voids the links in progress (R15).
/// </summary>
public sealed class AccountLinksTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    public static MatrixTheoryData<string, string> Everything => new(
        [nameof(AccountLinkPurpose.ResetPassword), nameof(AccountLinkPurpose.ChangeEmail)],
        ["new password", "password by email", "this wasn't me", "reset of all methods"]);

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_link_is_void_after_what_changes_the_accounts_protection(string purpose, string change)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var token = await LinkAsync(person, Enum.Parse<AccountLinkPurpose>(purpose));
        Assert.NotNull(await FindAsync(purpose, token));

        await ChangeAsync(person, change);

        Assert.Null(await FindAsync(purpose, token));
    }

    // Rows from another program may have no stamp. Their links work until the account gets its first stamp.
    [Fact]
    public async Task A_link_of_somebody_without_a_stamp_serves_until_there_is_one()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "SecurityStamp" = NULL WHERE "Id" = {person.Id}""");
        var token = await LinkAsync(person, AccountLinkPurpose.ResetPassword);
        Assert.NotNull(await FindAsync(nameof(AccountLinkPurpose.ResetPassword), token));

        await ChangeAsync(person, "new password");

        Assert.Null(await FindAsync(nameof(AccountLinkPurpose.ResetPassword), token));
    }

    private Task<AccountLink?> FindAsync(string purpose, string token) =>
        _portal.Get<AccountLinks>().FindAsync(Enum.Parse<AccountLinkPurpose>(purpose), token);

    private async Task<string> LinkAsync(TestPerson person, AccountLinkPurpose purpose)
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id);
        var user = await transaction.Db.Users.AsNoTracking().SingleAsync(row => row.Id == person.Id);
        var token = _portal.Get<AccountLinks>().Add(transaction.Db, purpose, user, person.Email, TimeSpan.FromHours(1));
        await transaction.CommitAsync();
        return token;
    }

    private async Task ChangeAsync(TestPerson person, string change)
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id);
        switch (change)
        {
            case "new password":
                await _portal.Get<NewPassword>().PutAsync(transaction, "a hash", byMailAt: null, CancellationToken.None);
                break;
            case "password by email":
                await _portal.Get<NewPassword>().PutAsync(transaction, "a hash", _portal.Clock.GetUtcNow(), CancellationToken.None);
                break;
            case "reset of all methods":
                await _portal.Get<MethodsReset>().ApplyAsync(transaction, [], CancellationToken.None);
                break;
            default:
                await transaction.DisposeAsync();
                await DisownAsync(person);
                return;
        }

        await transaction.CommitAsync();
    }

    private async Task DisownAsync(TestPerson person)
    {
        await person.TurnOnAppAsync();
        var mail = (await person.MessagesAsync("email")).First(sent => sent.Text.Contains("/notices/", StringComparison.Ordinal)).Text;
        var token = mail[(mail.IndexOf("/notices/", StringComparison.Ordinal) + 9)..][..RandomToken.Length];
        Assert.IsType<DisavowalOutcome.Done>(await _portal.Get<Disavowal>().ActAsync(token, new("test", "192.0.2.9")));
    }
}
