using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>An attacker who can write to the database but lacks the key ring tries to get in without signing in.</summary>
[OnBothDatabases]
public sealed class ForgedRowsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;
    private readonly string _token = RandomToken.Create();

    [Fact]
    public async Task A_session_that_was_written_into_the_database_opens_nothing()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, PortalRoles.SupportLead);
        var id = Guid.NewGuid();
        await using var db = await _portal.OpenDatabaseAsync();
        var row = await db.Set<PortalSession>().AsNoTracking().SingleAsync(session => session.Id == lead.Session);
        db.Add(new PortalSession
        {
            Id = id,
            UserId = lead.Id,
            TokenHash = PlainHash,
            Seal = row.Seal,
            CreatedAt = row.CreatedAt,
            LastSeenAt = row.LastSeenAt,
            ConfirmedAt = row.ConfirmedAt,
            ConfirmedBy = row.ConfirmedBy,
            AuthenticationMethods = row.AuthenticationMethods,
            UserAgent = row.UserAgent,
            Address = row.Address,
        });
        await db.SaveChangesAsync();

        Assert.False(await IsSignedInAsync(_token));
        Assert.Null(await _portal.Get<SessionStore>().FindAsync(id));
        Assert.True(await IsSignedInAsync(lead.SessionToken));
    }

    [Fact]
    public async Task A_session_of_ones_own_that_is_given_to_another_is_dead_in_the_cookie_and_in_an_open_page()
    {
        var (lead, own) = (await TestPerson.AtWorkAsync(_portal, PortalRoles.SupportLead), await PersonAsync());
        await UpdateAsync(own.Session, session => session.UserId, lead.Id);

        Assert.False(await IsSignedInAsync(own.SessionToken));
        Assert.Null(await _portal.Get<SessionStore>().FindAsync(own.Session));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Null(await _portal.Get<SessionStore>().ConfirmAsync(db, own.Session, MethodIds.SecurityKeys, CancellationToken.None));
    }

    [Fact]
    public async Task A_token_of_ones_own_in_anothers_session_opens_nothing()
    {
        var (lead, own) = (await TestPerson.AtWorkAsync(_portal, PortalRoles.SupportLead), await PersonAsync());
        await using var db = await _portal.OpenDatabaseAsync();
        var hash = await db.Set<PortalSession>().Where(session => session.Id == own.Session).Select(session => session.TokenHash).SingleAsync();
        await UpdateAsync(own.Session, session => session.TokenHash, RandomNumberGenerator.GetBytes(32));
        await UpdateAsync(lead.Session, session => session.TokenHash, hash);

        Assert.False(await IsSignedInAsync(own.SessionToken));
    }

    [Fact]
    public async Task A_session_is_made_no_younger()
    {
        var person = await PersonAsync();
        await UpdateAsync(person.Session, session => session.CreatedAt, _portal.Clock.GetUtcNow() + TimeSpan.FromDays(300));

        Assert.False(await IsSignedInAsync(person.SessionToken));
    }

    [Fact]
    public async Task A_session_that_is_confirmed_goes_on_under_its_new_token()
    {
        var person = await PersonAsync();

        await person.ConfirmAsync();

        Assert.True(await IsSignedInAsync(person.SessionToken));
        Assert.True(await person.IsAliveAsync(person.Session));
    }

    [Fact]
    public async Task A_trusted_device_that_was_written_into_the_database_or_given_to_another_is_not_trusted()
    {
        var (victim, own) = (await PersonAsync(), await PersonAsync());
        var devices = _portal.Get<TrustedDevices>();
        var (written, given) = (await _portal.TrustDeviceAsync(victim.Id, new("A browser", "")), await _portal.TrustDeviceAsync(own.Id, new("A browser", "")));
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Set<TrustedDevice>().Where(device => device.Id == written.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(device => device.TokenHash, PlainHash));
        await db.Set<TrustedDevice>().Where(device => device.Id == given.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(device => device.UserId, victim.Id));

        Assert.IsNotType<DeviceUse.Trusted>(await devices.UseAsync(victim.Id, written with { Token = _token }));
        Assert.IsNotType<DeviceUse.Trusted>(await devices.UseAsync(victim.Id, given));
    }

    [Fact]
    public async Task A_link_and_a_flow_that_were_written_into_the_database_lead_nowhere()
    {
        var person = await PersonAsync();
        await using var db = await _portal.OpenDatabaseAsync();
        var user = await db.Users.SingleAsync(user => user.Id == person.Id);
        var (links, flows) = (_portal.Get<AccountLinks>(), _portal.Get<AuthenticationFlowStore>());
        var good = links.Add(db, AccountLinkPurpose.ResetPassword, user, person.Email, TimeSpan.FromMinutes(30));
        await flows.BeginAsync(db, user, AuthenticationFlowPurpose.SignIn, null, "/", CancellationToken.None);
        Assert.NotNull(await links.FindAsync(AccountLinkPurpose.ResetPassword, good));

        await db.Set<AccountLink>().Where(link => link.UserId == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.TokenHash, PlainHash));
        await db.Set<AuthenticationFlow>().Where(flow => flow.UserId == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(flow => flow.TokenHash, PlainHash));

        Assert.Null(await links.FindAsync(AccountLinkPurpose.ResetPassword, _token));
        Assert.Null(await flows.FindAsync(_token, AuthenticationFlowPurpose.SignIn));
    }

    private byte[] PlainHash => SHA256.HashData(Encoding.UTF8.GetBytes(_token));

    private async Task<TestPerson> PersonAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();

    private async Task<bool> IsSignedInAsync(string token)
    {
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-session", token);
        return await browser.IsSignedInAsync();
    }

    private async Task UpdateAsync<TValue>(
        Guid session, System.Linq.Expressions.Expression<Func<PortalSession, TValue>> column, TValue value)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<PortalSession>().Where(row => row.Id == session)
            .ExecuteUpdateAsync(set => set.SetProperty(column, value)));
    }
}
