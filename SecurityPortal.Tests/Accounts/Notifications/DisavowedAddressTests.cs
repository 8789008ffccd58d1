using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Accounts.Notifications;

/// <summary>"This wasn't me" in answer to a change of the email address, and what a thief who made it has left.</summary>
[OnBothDatabases]
public sealed partial class DisavowedAddressTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_second_change_gives_the_thief_no_link_that_takes_the_address_back()
    {
        var (person, owners, thiefs) = await ChangedTwiceAsync();

        await PressAsync(owners);

        Assert.Contains("already been used or has expired", (await _portal.Browser().GetAsync(thiefs)).Text);
        Assert.Equal(person.Email, await AddressAsync(person));
    }

    [Fact]
    public async Task A_thief_who_is_first_leaves_the_link_of_the_owner()
    {
        var (person, owners, thiefs) = await ChangedTwiceAsync();

        await PressAsync(thiefs);
        Assert.Equal($"thief-{person.Email}", await AddressAsync(person));
        await PressAsync(owners);

        Assert.Equal(person.Email, await AddressAsync(person));
    }

    [Fact]
    public async Task An_address_that_comes_back_is_a_change_and_proves_nothing_for_three_days()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var link = await ChangeAsync(person.Browser(), person.Email, $"thief-{person.Email}");
        _portal.Clock.Advance(TimeSpan.FromDays(4));
        Assert.False(await IsNewAsync(person));

        await PressAsync(link);

        Assert.True(await IsNewAsync(person));
        Assert.Equal(2, (await person.ActivityAsync()).Count(entry => entry == "email-changed"));
        _portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.False(await IsNewAsync(person));
    }

    /// <summary>A thief with the session changes the address twice; returns the links that the first two addresses got.</summary>
    private async Task<(TestPerson Person, string Owners, string Thiefs)> ChangedTwiceAsync()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = person.Browser();
        var owners = await ChangeAsync(browser, person.Email, $"thief-{person.Email}");
        var thiefs = await ChangeAsync(browser, $"thief-{person.Email}", $"thief2-{person.Email}");
        Assert.Equal($"thief2-{person.Email}", await AddressAsync(person));
        return (person, owners, thiefs);
    }

    /// <summary>Changes the address; returns the link in the mail to the old one.</summary>
    private async Task<string> ChangeAsync(TestBrowser browser, string from, string to)
    {
        await browser.GetAsync("/settings/account/email");
        await browser.SubmitAsync(("email", to));
        await browser.GetAsync(await _portal.LinkSentToAsync(to));
        await browser.SubmitAsync();
        var mail = (await _portal.SentToAsync(from)).First(sent => sent.Text.Contains("address was changed", StringComparison.Ordinal));
        return NoticePath().Match(mail.Text).Value;
    }

    private async Task PressAsync(string link) => await (await _portal.Browser().GetAsync(link)).SubmitAsync();

    private async Task<string?> AddressAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Users.Where(user => user.Id == person.Id).Select(user => user.Email).SingleAsync();
    }

    /// <summary>Whether the address is too new to prove anything to a recovery or to support.</summary>
    private async Task<bool> IsNewAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return (await _portal.Get<RecentChanges>().FindAsync(db, person.Id, TimeSpan.FromDays(3), CancellationToken.None)).Email;
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();
}
