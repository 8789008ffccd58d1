using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.Overview;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A test's own person, who acts through the services as the pages do: always from a session. What the person
/// knows (keys, codes) is kept here as it would be on their phone.
/// </summary>
internal sealed partial class TestPerson
{
    private static readonly Lazy<string> PasswordHash = new(
        () => new SecurityPortal.Authentication.Passwords.Argon2PasswordHasher().HashPassword(new PortalUser(), Portal.Password));

    private static int _count;
    private readonly Portal _portal;

    private TestPerson(Portal portal, string id, string email, int number)
    {
        _portal = portal;
        Id = id;
        Email = email;
        Number = Phone(number);
    }

    public string Id { get; }

    public string Email { get; }

    /// <summary>A mobile number that nobody has; Ofcom reserves a thousand of them for use in drama.</summary>
    public string Number { get; set; }

    /// <summary>The session that the person acts from.</summary>
    public Guid Session { get; set; }

    /// <summary>The cookie of that session.</summary>
    public string SessionToken { get; private set; } = "";

    public TwoFactorMethods Methods => _portal.Get<TwoFactorMethods>();

    public EnrolmentService Enrolment => _portal.Get<EnrolmentService>();

    public TwoFactorQueries TwoFactor => _portal.Get<TwoFactorQueries>();

    public static async Task<TestPerson> CreateAsync(Portal portal, string? role = null)
    {
        var number = Interlocked.Increment(ref _count);
        var email = $"person{number}@example.com";
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, PasswordHash = PasswordHash.Value };
        Assert.True((await users.CreateAsync(user)).Succeeded);
        if (role is not null)
        {
            Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        }

        return new TestPerson(portal, user.Id, email, number);
    }

    /// <summary>Opens a session, as a sign-in with the password and this second step would.</summary>
    public async Task<TestPerson> SignInAsync(string? with = null)
    {
        SessionToken = await _portal.BeginSessionAsync(
            Id, with, AuthenticationMethods(with), new ClientInfo("A browser", "192.0.2.1"));
        Session = (await _portal.Get<SessionStore>().FindByTokenAsync(SessionToken))!.Id;
        return this;
    }

    /// <summary>Opens another session of the same person, as from a second browser.</summary>
    public async Task<Guid> SignInElsewhereAsync(string? with = null) => (await TrySignInElsewhereAsync(with))!.Value;

    /// <summary>The same while the first browser acts concurrently; returns null when that has already ended the new session.</summary>
    public async Task<Guid?> TrySignInElsewhereAsync(string? with = null)
    {
        var token = await _portal.BeginSessionAsync(
            Id, with, AuthenticationMethods(with), new ClientInfo("Another browser", "192.0.2.2"));
        return (await _portal.Get<SessionStore>().FindByTokenAsync(token))?.Id;
    }

    /// <summary>Completes "Confirm it's you" with this second step.</summary>
    public async Task ConfirmAsync(string? with = null) =>
        SessionToken = await _portal.ConfirmSessionAsync(Session, with);

    public async Task<bool> IsAliveAsync(Guid session) =>
        await _portal.Get<SessionStore>().FindAsync(session) is not null;

    public async Task<TwoFactorOverview> OverviewAsync() => (await TwoFactor.OverviewAsync(Session))!;

    /// <summary>Returns the ids of the methods that are on, in the order of the screen.</summary>
    public async Task<string[]> OnAsync() =>
        [.. (await OverviewAsync()).Methods.Where(method => method.IsOn).Select(method => method.Description.Id)];

    /// <summary>Returns this method's row on the person's screen.</summary>
    public async Task<MethodView> RowAsync(string method) =>
        (await OverviewAsync()).Methods.Single(row => row.Description.Id == method);

    /// <summary>Returns the messages sent to the person's number or address on this channel, newest first.</summary>
    public async Task<IReadOnlyList<SentMessage>> MessagesAsync(string channel, string? to = null) =>
        [.. (await _portal.SentToAsync(to ?? (channel == "email" ? Email : Number))).Where(sent => sent.Channel == channel)];

    /// <summary>Returns the person's activity, oldest first, as "event detail".</summary>
    public async Task<string[]> ActivityAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuditLogEntry>().Where(entry => entry.UserId == Id).OrderBy(entry => entry.Sequence)
            .Select(entry => (entry.Event + " " + entry.Detail).Trim()).ToArrayAsync();
    }

    /// <summary>Returns the end of the lock on this person's second step; null when it is not locked.</summary>
    public async Task<DateTimeOffset?> LockedUntilAsync()
    {
        var (key, now) = (AttemptLimiter.SecondFactor(Id), _portal.Clock.GetUtcNow());
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AttemptCounter>().Where(counter => counter.Key == key && counter.LockedUntil > now)
            .Select(counter => (DateTimeOffset?)counter.LockedUntil).FirstOrDefaultAsync();
    }

    /// <summary>Creates a browser that is signed in with the session that the person acts from.</summary>
    public TestBrowser Browser()
    {
        var browser = _portal.Browser();
        browser.SetCookie("__Host-portal-session", SessionToken);
        return browser;
    }

    private static string AuthenticationMethods(string? with) =>
        with is null ? SecurityPortal.Authentication.Sessions.AuthenticationMethods.Password : SecurityPortal.Authentication.Sessions.AuthenticationMethods.Of(SecurityPortal.Authentication.Sessions.AuthenticationMethods.Password, with);

    public static string Phone(int number) => $"+447700900{number % 1000:D3}";
}
