using System.Globalization;
using Bunit;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>What an agent sees of a code that was sent, and of one that no longer works.</summary>
public sealed class CheckPanelTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_code_that_is_out_says_how_often_and_until_when()
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(CheckKind.CodeByEmail);
        await _portal.Get<CaseChecks>().AnswerCodeAsync(desk.Agent.Session, desk.Case, check, "not a code");
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);

        var panel = await ShowAsync(screen, desk);

        var until = _portal.Clock.GetUtcNow().AddMinutes(5).ToString("t", CultureInfo.CurrentCulture);
        Assert.Equal($"5 tries left valid until {until} UTC", Screen.Words(panel.Find("[data-testid=code-life]")));
    }

    [Fact]
    public async Task A_dead_code_cannot_be_typed_any_more()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.SendCodeAsync(CheckKind.CodeByEmail);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);

        var panel = await ShowAsync(screen, desk);
        var view = await desk.ViewAsync();
        var story = screen.Render<CaseTimeline>(parameters => parameters.Add(page => page.View, view).Add(page => page.Session, desk.Agent.Session));

        Assert.Empty(panel.FindAll("#read-back"));
        Assert.Contains("Not passed: the code expired", story.Markup);
    }

    [Fact]
    public async Task Without_a_number_it_begins_with_what_can_be_done()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);

        Assert.Equal("CodeByEmail", (await ShowAsync(screen, desk)).Find("#check-kind").GetAttribute("value"));
    }

    private static async Task<IRenderedComponent<CheckPanel>> ShowAsync(Screen screen, Desk desk)
    {
        var view = await desk.ViewAsync();
        return screen.Render<CheckPanel>(parameters => parameters.Add(check => check.View, view).Add(check => check.Session, desk.Agent.Session));
    }
}
