using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class LoginRequestsTests(Chromium chromium) : LoginRequestTest(chromium)
{
    private static readonly Regex SignedIn = new("/settings/security");

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task The_number_from_the_new_browser_typed_in_the_old_one_signs_in(Device device)
    {
        var home = await WithLoginRequestsAsync(device);
        await home.GoAsync("/settings/security");
        var (asking, number) = await AskAsync(device);

        await home.Textbox("Number shown on the other screen").FillAsync(number);
        await home.Button("Approve").ClickAsync();

        await Expect(asking.Page).ToHaveURLAsync(SignedIn);
    }

    [Fact]
    public async Task R18_The_browser_that_approved_the_test_is_told_so_before_and_stays_signed_in()
    {
        var home = await OpenTwoFactorAsync("alice");
        await home.TurnOnAppAsync(Portal);
        var codes = await home.SaveBackupCodesAsync();
        var phone = await OpenBrowserAsync(Device.Phone);
        await phone.TypePasswordAsync("alice");
        await phone.TryAnotherWayAsync("Backup codes");
        await phone.TypeCodeAsync(codes[0]);
        await phone.ExpectSignedInAsync();
        await home.OpenTwoFactorAsync();

        await home.Switch("Login requests").ClickAsync();
        await Expect(home.Dialog("Set up Login requests")).ToContainTextAsync("The browser that approves stays signed in.");
        await home.Button("Send a test request").ClickAsync();
        var number = await home.Page.GetByTestId("match-number").InnerTextAsync();

        // Nobody is signing in, and the dialog does not claim otherwise.
        await Expect(phone.Dialog("Test of login requests")).ToContainTextAsync("You are turning on login requests in another browser");
        await Expect(phone.Dialog("Test of login requests")).Not.ToContainTextAsync("password");
        await Expect(phone.Button("It wasn't me")).ToHaveCountAsync(0);
        await phone.Textbox("Number shown on the other screen").FillAsync(number);
        await phone.Button("Approve").ClickAsync();
        await Expect(phone.Page.GetByText("Approved. Continue in the other browser.")).ToBeVisibleAsync();
        await home.ExpectOnAsync("Login requests");

        await phone.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
        await phone.GoAsync("/settings/security/devices");
        await phone.ExpectSignedInAsync();
        await Expect(phone.Page.GetByTestId("session")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_wrong_number_is_told_and_the_right_one_still_works()
    {
        var home = await WithLoginRequestsAsync();
        var (asking, number) = await AskAsync();

        await home.Textbox("Number shown on the other screen").FillAsync(number == "42" ? "43" : "42");
        await home.Button("Approve").ClickAsync();
        await Expect(home.Page.GetByText("That isn't the number on the other screen.")).ToBeVisibleAsync();
        await home.Textbox("Number shown on the other screen").FillAsync(number);
        await home.Button("Approve").ClickAsync();

        await Expect(asking.Page).ToHaveURLAsync(SignedIn);
    }

    [Fact]
    public async Task Whoever_was_refused_never_learns_why()
    {
        var home = await WithLoginRequestsAsync();
        var (cancelled, _) = await AskAsync();
        await home.Button("It was me, cancel").ClickAsync();
        await Expect(cancelled.Page.GetByText("Nobody answered in time.")).ToBeVisibleAsync();
        await home.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();

        var (denied, _) = await AskAsync();
        await home.Button("It wasn't me").ClickAsync();
        await Expect(denied.Page.GetByText("Nobody answered in time.")).ToBeVisibleAsync();
        await Expect(home.Page.GetByText("Whoever sent the request knows your password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_request_can_be_answered_on_a_page_of_its_own()
    {
        var home = await WithLoginRequestsAsync();
        var (asking, number) = await AskAsync();

        await home.GoAsync(await NewestRequestAsync());
        await home.Textbox("Number shown on the other screen").FillAsync(number);
        await home.Button("Approve").ClickAsync();

        await Expect(asking.Page).ToHaveURLAsync(SignedIn);
    }

    [Fact]
    public async Task A_number_typed_before_the_page_answers_waits_for_it_and_approves()
    {
        var home = await WithLoginRequestsAsync();
        var (asking, number) = await AskAsync();
        var script = await home.GoWithoutAnswersAsync(await NewestRequestAsync());
        await Expect(home.Page.Locator(ComingEarlyTests.Controls)).ToHaveCountAsync(0);

        var typing = home.Textbox("Number shown on the other screen").FillAsync(number);
        script.SetResult();
        await typing;
        await home.Button("Approve").ClickAsync();

        await Expect(asking.Page).ToHaveURLAsync(SignedIn);
    }

    private async Task<string> NewestRequestAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return $"/login-requests/{db.Set<SecurityPortal.TwoFactor.LoginRequests.LoginRequest>()
            .OrderByDescending(request => request.CreatedAt).Select(request => request.Id).First()}";
    }
}
