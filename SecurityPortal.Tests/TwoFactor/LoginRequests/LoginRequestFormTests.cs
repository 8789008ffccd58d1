using Bunit;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.TwoFactor.LoginRequests;

/// <summary>What the person reads after answering.</summary>
public sealed class LoginRequestFormTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_third_wrong_number_says_that_the_request_was_cancelled()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.LoginRequests);
        await person.SignInAsync(MethodIds.App);
        var number = await AskAsync(person);
        var request = (await _portal.Get<LoginRequestAnswers>().PendingAsync(person.Session))!;
        List<string> said = [];
        await using var screen = await Screen.OfAsync(_portal, person);
        var form = screen.Render<LoginRequestForm>(parameters => parameters
            .Add(shown => shown.Request, request).Add(shown => shown.Session, person.Session).Add(shown => shown.OnDone, said.Add));

        for (var time = 0; time < 2; time++)
        {
            await TypeAsync(form, number == "10" ? "11" : "10");
            Assert.StartsWith("That isn't the number on the other screen.", form.Find("#match-number-error").TextContent);
            Assert.Empty(said);
        }

        await TypeAsync(form, number == "10" ? "11" : "10");

        Assert.Equal("The number was wrong too many times, so the request was cancelled.", Assert.Single(said));
        Assert.Null(await _portal.Get<LoginRequestAnswers>().PendingAsync(person.Session));
    }

    private static async Task TypeAsync(IRenderedComponent<LoginRequestForm> form, string number)
    {
        form.Find("#match-number").Change(number);
        await form.Find("form").SubmitAsync();
    }

    // Returns the number that the new browser shows.
    private async Task<string> AskAsync(TestPerson person)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        return browser.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim();
    }
}
