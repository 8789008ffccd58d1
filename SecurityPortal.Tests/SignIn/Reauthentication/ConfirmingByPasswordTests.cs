using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Audit;
using SecurityPortal.SignIn.Reauthentication;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.SignIn.Reauthentication;

public sealed class ConfirmingByPasswordTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_log_says_from_where_and_with_what_it_was_confirmed()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var scope = _portal.Services.CreateAsyncScope();

        Assert.IsType<PasswordReauthenticationResult.Confirmed>(
            await scope.ServiceProvider.GetRequiredService<PasswordReauthentication>().TryAsync(
                person.Session, Portal.Password, "/settings/security", new("The same browser", "192.0.2.9"), CancellationToken.None));

        await using var db = await _portal.OpenDatabaseAsync();
        var entry = await db.Set<AuditLogEntry>().SingleAsync(row => row.UserId == person.Id && row.Event == "confirmed");
        Assert.Equal(("Password", "The same browser", "192.0.2.9"), (entry.Detail, entry.UserAgent, entry.Address));
    }

    [Fact]
    public async Task It_says_the_same_of_a_wrong_password()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await using var scope = _portal.Services.CreateAsyncScope();

        Assert.IsType<PasswordReauthenticationResult.Wrong>(
            await scope.ServiceProvider.GetRequiredService<PasswordReauthentication>().TryAsync(
                person.Session, "Wrong-horse-77", "/settings/security", new("A thief's browser", "192.0.2.9"), CancellationToken.None));

        await using var db = await _portal.OpenDatabaseAsync();
        var entry = await db.Set<AuditLogEntry>().SingleAsync(row => row.UserId == person.Id && row.Event == "password-refused");
        Assert.Equal(("A thief's browser", "192.0.2.9"), (entry.UserAgent, entry.Address));
    }
}
