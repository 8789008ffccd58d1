using SecurityPortal.Authentication.Flows;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Notifications;

/// <summary>
/// The owner is notified of wrong second factors by the account's own count, however the guesses are spread over sign-ins
/// (R16; ASVS 6.3.5).
/// </summary>
[OnBothDatabases]
public sealed class TellingOfGuessesTests : IAsyncLifetime
{
    private const string Failed = "Someone has your password but failed your second step";
    private const string Closed = "Codes no longer work for your account";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_third_wrong_answer_is_told_though_no_sign_in_had_more_than_two()
    {
        var (person, guesser) = await VictimAsync();

        await guesser.GuessAsync(2);
        Assert.Empty(await SubjectsAsync(person));
        await guesser.GuessAsync(1);

        Assert.Equal([Failed], await SubjectsAsync(person));
    }

    [Fact]
    public async Task So_is_every_lock()
    {
        var (person, guesser) = await VictimAsync();

        foreach (var told in new[] { 2, 3, 4, 5, 6 })
        {
            await guesser.GuessAsync(5);
            Assert.Equal(told, (await SubjectsAsync(person)).Count);
        }
    }

    [Fact]
    public async Task Answers_sent_all_at_once_are_told_like_those_sent_one_by_one()
    {
        var (person, guesser) = await VictimAsync();
        List<AuthenticationFlow> flows = [];
        for (var i = 0; i < 5; i++)
        {
            flows.Add(await guesser.BeginAsync());
        }

        var wrong = guesser.Wrong();
        await Task.WhenAll(flows.Select(flow => Task.Run(() => guesser.AnswerAsync(flow, MethodIds.App, wrong))));

        Assert.Equal([Failed, Failed], await SubjectsAsync(person));
    }

    [Fact]
    public async Task Two_a_day_are_told_too()
    {
        var (person, guesser) = await VictimAsync();
        var told = 0;
        for (var day = 0; day < 5; day++)
        {
            await guesser.GuessAsync(2);
            told = (await SubjectsAsync(person)).Count;
            _portal.Clock.Advance(TimeSpan.FromHours(25));
        }

        // Notified at the third, the fifth and the tenth wrong answer in a row.
        Assert.Equal(3, told);
    }

    [Fact]
    public async Task The_end_is_told_once_and_logged_with_what_still_opens_the_account()
    {
        var (person, guesser) = await VictimAsync();
        await guesser.HaveGuessedAsync(98);

        await guesser.GuessAsync(6);

        var mail = Assert.Single(await person.MessagesAsync("email"), mail => mail.Text.StartsWith(Closed, StringComparison.Ordinal)).Text;
        Assert.Contains("You can still sign in with a security key.", mail);
        Assert.Contains("ask support to unlock your account", mail);
        Assert.Single(await person.ActivityAsync(), entry => entry == "codes-closed");
    }

    [Fact]
    public async Task Wrong_temporary_passes_are_told_like_wrong_codes()
    {
        var (person, _) = await VictimAsync();
        for (var time = 0; time < 3; time++)
        {
            var browser = await _portal.Browser().TypePasswordAsync(person.Email);
            await browser.GetAsync("/sign-in/pass");
            await browser.SubmitAsync(("pass", "aaaa-bbbb-cccc-dddd"));
        }

        Assert.Equal([Failed], await SubjectsAsync(person));
    }

    [Fact]
    public async Task Wrong_answers_at_a_confirmation_are_told_like_those_at_sign_in()
    {
        var (person, guesser) = await VictimAsync();
        await person.SignInAsync(MethodIds.App);
        var browser = await person.Browser().GetAsync("/sign-in/confirm");
        await browser.SubmitAsync(("password", Portal.Password));
        for (var time = 0; time < 3; time++)
        {
            await browser.SubmitAsync(("code", guesser.Wrong()));
        }

        Assert.Equal([Failed], await SubjectsAsync(person));
    }

    private async Task<(TestPerson Person, Guesser Guesser)> VictimAsync()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        return (person, new Guesser(_portal, person));
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(TestPerson person) =>
        [.. (await person.MessagesAsync("email")).Select(mail => mail.Text.Split('\n')[0])
            .Where(subject => subject is Failed or Closed)];
}
