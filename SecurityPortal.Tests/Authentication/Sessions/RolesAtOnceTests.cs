using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class RolesAtOnceTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_in_sessions_that_are_open()
    {
        var person = await (await TestPerson.CreateAsync(shared.Portal, "Support")).SignInAsync();
        var sessions = shared.Portal.Get<SessionStore>();
        Assert.Equal(["Support"], (await sessions.FindAsync(person.Session))!.Roles);

        await Rows.ExecuteAsync(shared.Portal, $"""DELETE FROM "AspNetUserRoles" WHERE "UserId" = {person.Id}""");

        Assert.Empty((await sessions.FindAsync(person.Session))!.Roles);
        Assert.Empty((await sessions.FindByTokenAsync(person.SessionToken))!.Roles);
    }
}
