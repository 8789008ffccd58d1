using SecurityPortal.Support.People;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>Names and addresses: of accounts, in searches, and in the links for apps.</summary>
public sealed partial class KnownCasesTests
{
    [Case("K2-1", "K2-2", "K2-3", "K2-10")]
    private async Task KeysOfUnusualNames(KnownCase known)
    {
        var (person, key) = (await NamedAsync(known.Address), new SoftwareKey { Counter = 1 });
        await person.SignInAsync();
        await person.TurnOnKeyAsync(key);

        var browser = await SignInAsync(known.Address);
        key.Counter++;
        await browser.SubmitAsync(("code", key.Get(browser.Page!.QuerySelector("[data-options]")!.GetAttribute("data-options")!)));

        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await (await Passkeys.SignInAsync(_portal, key)).IsSignedInAsync());
    }

    [Case("K2-7")]
    private async Task UnusualNamesMadeByTheVerb(KnownCase known)
    {
        await RemoveAsync(known.Address);

        Assert.Equal(0, await RunAsync("user", "create", known.Address));
    }

    [Case("K2-8")]
    private async Task UnusualNamesGrantedByTheVerb(KnownCase known)
    {
        await RemoveAsync(known.Address);
        await RegisterAsync(known.Address, NewPassword);

        Assert.Equal(0, await RunAsync("user", "grant", known.Address, "Support"));
        Assert.Equal(1, await Rows.NumberAsync(
            _portal,
            """SELECT count(*) AS "Value" FROM "AspNetUserRoles" AS r JOIN "AspNetUsers" AS u ON u."Id" = r."UserId" WHERE u."Email" = @p0""",
            known.Address));
    }

    [Case("K7-1", "K7-3", "K7-6")]
    private async Task SearchesOfSupport(KnownCase known)
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var (name, typed) = known.Id switch
        {
            "K7-1" => ("20231234567", known.After("user name ").Split(' ')[0]),
            "K7-3" => ("Jane Roe", known.Quoted[0]),
            _ => (known.Address, known.After("").Replace("followed by", "", StringComparison.Ordinal).Replace("(pasted)", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)),
        };
        var person = await NamedAsync(name);

        var (hits, _) = await _portal.Get<PersonSearch>().FindAsync(agent.Session, typed);

        Assert.Contains(hits, hit => hit.Id == person.Id);
    }

    [Case("K12-1", "K12-2")]
    private async Task AddressesWithWhatCannotBeSeen(KnownCase known)
    {
        var browser = await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", known.After("register ")));

        // Around an address invisible characters are removed; inside it, the portal does not guess.
        if (known.Id == "K12-1")
        {
            Assert.Contains("You already have an account", (await _portal.SentToAsync(known.Address))[0].Text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("That address contains an invisible character", browser.Text, StringComparison.Ordinal);
        }
    }

    [Case("K12-5")]
    private async Task NamesPastedWithWhatCannotBeSeen(KnownCase known) =>
        Assert.True(await (await SignInAsync(known.After("sign in as ").Replace("with the right password", "", StringComparison.Ordinal))).IsSignedInAsync());

    [Case("K13-1")]
    private async Task MailboxesInAnotherSpelling(KnownCase known)
    {
        await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", known.After("register ").Split(' ')[0]));

        Assert.Contains("You already have an account", (await _portal.SentToAsync("bob@example.com"))[0].Text, StringComparison.Ordinal);
    }

    [Case("K14-1")]
    private async Task AddressesThatGetNoMail(KnownCase known) => Assert.Contains(
        "one dot too many before the @",
        (await (await _portal.Browser().GetAsync("/register")).SubmitAsync(("email", known.After("register ")))).Text,
        StringComparison.Ordinal);

    [Case("K14-3")]
    private async Task AddressesThatOnlyImportedAccountsHave(KnownCase known)
    {
        await NamedAsync(known.Address);

        await (await _portal.Browser().GetAsync("/sign-in/forgot-password")).SubmitAsync(("email", known.Address));

        Assert.Contains("/sign-in/reset-password?token=", Assert.Single(await _portal.SentToAsync(known.Address)).Text, StringComparison.Ordinal);
    }

    // Creates a person with this name, replacing any earlier one.
    private async Task<TestPerson> NamedAsync(string name)
    {
        await RemoveAsync(name);
        var person = await TestPerson.CreateAsync(_portal);
        var (email, normalized) = (name.Contains('@') ? name : person.Email, name.ToUpperInvariant());
        var normalizedEmail = email.ToUpperInvariant();
        await Rows.ExecuteAsync(_portal, $"""UPDATE "AspNetUsers" SET "UserName" = {name}, "NormalizedUserName" = {normalized}, "Email" = {email}, "NormalizedEmail" = {normalizedEmail} WHERE "Id" = {person.Id}""");
        return person;
    }

    private Task RemoveAsync(string name) => Rows.ExecuteAsync(_portal, $"""DELETE FROM "AspNetUsers" WHERE "UserName" = {name}""");

    private async Task RegisterAsync(string address, string password)
    {
        var browser = await _portal.Browser().GetAsync("/register");
        await browser.SubmitAsync(("email", address));
        await browser.GetAsync(await _portal.LinkSentToAsync(address));
        await browser.SubmitAsync(("new-password", password));
        Assert.Equal("/sign-in?reason=registered", browser.Path);
    }
}
