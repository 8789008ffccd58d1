using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.TwoFactor.LoginRequests;

/// <summary>What counts as a try or as one request of many, and what is written together.</summary>
[OnBothDatabases]
public sealed class CountingLoginRequestsTests : IAsyncLifetime
{
    private readonly AfterCommit _committed = new("\"LoginRequests\"");
    private readonly Portal _portal;
    private TestPerson _person = default!;

    public CountingLoginRequestsTests() => _portal = new() { WithServices = _committed.Use };

    private LoginRequestAnswers Answers => _portal.Get<LoginRequestAnswers>();

    public async ValueTask InitializeAsync()
    {
        _person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.LoginRequests);
        await _person.SignInAsync(MethodIds.App);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("123")]
    [InlineData("1a")]
    [InlineData("\u0661\u0662")]
    public async Task What_cannot_be_the_number_costs_no_try(string? typed)
    {
        var number = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(AnswerOutcome.WrongNumber, await Answers.ApproveAsync(_person.Session, request.Id, typed));
        }

        Assert.Equal(AnswerOutcome.Done, await Answers.ApproveAsync(_person.Session, request.Id, $" {number} "));
    }

    [Fact]
    public async Task An_approval_and_its_entry_in_the_log_are_there_together()
    {
        var number = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        (LoginRequestState State, bool IsLogged)? seen = null;
        _committed.Do = LookAsync;

        Assert.Equal(AnswerOutcome.Done, await Answers.ApproveAsync(_person.Session, request.Id, number));

        Assert.Equal((LoginRequestState.Approved, true), seen);

        // Looks until the request is answered: the try commits before that.
        async Task LookAsync()
        {
            await using var db = await _portal.OpenDatabaseAsync();
            var state = await db.Set<LoginRequest>().Where(row => row.Id == request.Id).Select(row => row.State).SingleAsync();
            seen = (state, (await _person.ActivityAsync()).Any(IsApproval));
            _committed.Do = state == LoginRequestState.Pending ? LookAsync : null;
        }
    }

    [Fact]
    public async Task Two_sign_ins_that_ask_at_once_do_not_keep_back_the_mail_about_many()
    {
        await AskAsync();
        await AskAsync();
        for (var time = 0; time < 5; time++)
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(2));
            await AskAsync();
        }

        Assert.Single(
            await _person.MessagesAsync("email"), mail => mail.Text.Contains("Many login requests", StringComparison.Ordinal));
    }

    private static bool IsApproval(string entry) => entry.StartsWith("login-request-approved", StringComparison.Ordinal);

    // Returns the number that the new browser shows.
    private async Task<string> AskAsync()
    {
        var browser = await _portal.Browser().TypePasswordAsync(_person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        return browser.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim();
    }
}
