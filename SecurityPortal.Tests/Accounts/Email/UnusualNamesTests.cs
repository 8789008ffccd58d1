using Microsoft.EntityFrameworkCore;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

/// <summary>
/// Names and addresses that Identity's own validator refuses but people have: an account with one can do everything that others
/// can. Above all it can use security keys, the only method accepted for staff.
/// </summary>
[OnBothDatabases]
public sealed class UnusualNamesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    /// <summary>User names and addresses.</summary>
    public static TheoryData<string, string?> Names => new()
    {
        { "o'brien@example.com", "o'brien@example.com" },
        { "o'hara@example.com", "o'hara@example.com" },
        { "jörg@example.com", "jörg@example.com" },
        { "anna&ben@example.com", "anna&ben@example.com" },
        { "a/b=c@example.com", "a/b=c@example.com" },
        { "Łukasz!#$%@example.com", "Łukasz!#$%@example.com" },
        { "Jane Roe", "jane.roe@example.com" },
        { "Jane van Roe", null },
        { "badge-43", "" },
        { "badge-44", null },
        { "漢字", "kanji@example.com" },
    };

    /// <summary>The ones that the registration page accepts.</summary>
    public static TheoryData<string> Addresses =>
        [.. Names.Where(name => name.Data.Item1 == name.Data.Item2).Select(name => name.Data.Item1)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_security_key_is_set_up_and_signs_in_with_the_password_and_without(string name, string? email)
    {
        var (person, key) = (await NamedAsync(name, email), new SoftwareKey { Counter = 1 });
        await person.SignInAsync();
        await person.TurnOnKeyAsync(key);

        for (var time = 0; time < 2; time++)
        {
            var browser = await SignInAsync(name);
            Assert.Equal("/sign-in/verify", browser.Path);
            key.Counter++;
            await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));
            Assert.True(await browser.IsSignedInAsync());

            Assert.True(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Identitys_own_row_of_a_key_counts_with_it(string name, string? email)
    {
        var (person, key) = (await NamedAsync(name, email), new SoftwareKey { Counter = 1 });
        await person.SignInAsync();
        await person.TurnOnKeyAsync(key);
        key.Counter = 40;

        await Passkeys.SignInAsync(_portal, key);

        await using var db = await _portal.OpenDatabaseAsync();
        var rows = await db.Set<Microsoft.AspNetCore.Identity.IdentityUserPasskey<string>>().AsNoTracking()
            .Where(row => row.UserId == person.Id).ToListAsync();
        Assert.Equal(41u, Assert.Single(rows).Data.SignCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Roles_are_given_and_taken_and_the_account_is_disabled_and_enabled(string name, string? email)
    {
        var person = await NamedAsync(name, email);

        Assert.Equal(0, await RunAsync("user", "grant", name, "Support"));
        Assert.Equal(1, await Rows.CountAsync(_portal, "AspNetUserRoles", person.Id));
        Assert.Equal(0, await RunAsync("user", "revoke", name, "Support"));
        Assert.Equal(0, await Rows.CountAsync(_portal, "AspNetUserRoles", person.Id));
        Assert.Equal(0, await RunAsync("user", "disable", name, "--reason", "Left"));
        Assert.False(await (await SignInAsync(name)).IsSignedInAsync());
        Assert.Equal(0, await RunAsync("user", "enable", name, "--reason", "Came back"));
        Assert.True(await (await SignInAsync(name)).IsSignedInAsync());
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_verb_makes_each_account_that_the_registration_page_makes(string address)
    {
        var (typed, registered) = (address.Replace("@", "+1@", StringComparison.Ordinal), address.Replace("@", "+2@", StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync("user", "create", typed, "--role", "Support"));
        var browser = await _portal.Browser().GetAsync("/register");
        await browser.SubmitAsync(("email", registered));
        await browser.GetAsync(await _portal.LinkSentToAsync(registered));
        await browser.SubmitAsync(("new-password", "gravel moss seven owls"));
        Assert.Equal("/sign-in?reason=registered", browser.Path);

        Assert.Equal(1, await Rows.NumberAsync(_portal, """SELECT count(*) AS "Value" FROM "AspNetUsers" WHERE "Email" = @p0""", typed));
        Assert.Equal(1, await RunAsync("user", "create", registered));
        Assert.Equal(0, await RunAsync("user", "grant", registered, "Support"));
        Assert.Equal(2, await Rows.NumberAsync(
            _portal,
            """SELECT count(*) AS "Value" FROM "AspNetUserRoles" AS r JOIN "AspNetUsers" AS u ON u."Id" = r."UserId" WHERE u."Email" IN (@p0, @p1)""",
            typed, registered));
    }

    private async Task<TestPerson> NamedAsync(string name, string? email)
    {
        // Several tests of the class use the same name.
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "UserName" = {name}""");
        var person = await TestPerson.CreateAsync(_portal);
        var (asName, asEmail) = (name.Normalize().ToUpperInvariant(), email?.Normalize().ToUpperInvariant());
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "UserName" = {name}, "NormalizedUserName" = {asName}, "Email" = {email}, "NormalizedEmail" = {asEmail} WHERE "Id" = {person.Id}""");
        return person;
    }

    private async Task<TestBrowser> SignInAsync(string name)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in");
        return await browser.SubmitAsync(("login", name), ("password", Portal.Password));
    }

    private async Task<int?> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        return await PortalCommands.RunAsync(_portal.Services, args, output, output);
    }
}
