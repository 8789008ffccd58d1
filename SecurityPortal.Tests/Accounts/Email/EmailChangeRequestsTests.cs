using SecurityPortal.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Email;

/// <summary>A session sends mail to so many strangers in an hour and to no more, by changing "its" address.</summary>
[OnBothDatabases]
public sealed class EmailChangeRequestsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private EmailChangeRequests Requests => _portal.Get<EmailChangeRequests>();

    [Fact]
    public async Task One_account_sends_ten_mails_an_hour_however_many_it_asks_for_at_once()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => Requests.RequestAsync(person.Session, Stranger(person, number)))));

        Assert.Equal(10, answers.OfType<LinkRequest.Sent>().Count());
        Assert.Equal(10, answers.OfType<LinkRequest.TooMany>().Count());
        var mails = 0;
        for (var number = 0; number < 20; number++)
        {
            mails += (await _portal.SentToAsync(Stranger(person, number))).Count;
        }

        Assert.Equal(10, mails);
    }

    [Fact]
    public async Task The_page_says_how_long_to_wait_and_then_it_works_again()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        for (var number = 0; number < EmailChangeRequests.MaxPerHour; number++)
        {
            Assert.IsType<LinkRequest.Sent>(await Requests.RequestAsync(person.Session, Stranger(person, number)));
        }

        var browser = await person.Browser().GetAsync("/settings/account/email");
        await browser.SubmitAsync(("email", Stranger(person, 99)));

        Assert.Contains("Too many attempts. Try again in ", browser.Text);
        Assert.Empty(await _portal.SentToAsync(Stranger(person, 99)));
        _portal.Clock.Advance(TimeSpan.FromHours(1));
        await person.SignInAsync();
        Assert.IsType<LinkRequest.Sent>(await Requests.RequestAsync(person.Session, Stranger(person, 99)));
    }

    private static string Stranger(TestPerson person, int number) => $"stranger{number}-of-{person.Email}";
}
