using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>Waiting work reaches an agent who is looking elsewhere: in the title of the tab, by the screen reader, by a sound.</summary>
public sealed class AlarmCountTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_title_of_the_tab_says_how_much_waits()
    {
        await using var portal = new Portal();
        var desk = await Desk.OpenAsync(portal);
        await using var screen = await Screen.OfAsync(portal, desk.Lead);
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo("/support/cases");
        var layout = screen.Render<SupportLayout>(parameters => parameters.Add(page => page.Body, builder =>
        {
            builder.OpenComponent<CasesPage>(0);
            builder.CloseComponent();
        }));
        Assert.StartsWith("Cases", Title(layout));

        await desk.AskAsync(ActionKind.ResetAll);

        layout.WaitForAssertion(() => Assert.StartsWith("(1) Cases", Title(layout)), Patience);
    }

    [Fact]
    public async Task A_new_alarm_is_announced_and_sounds_only_where_that_is_wanted()
    {
        var desk = await Desk.OpenAsync(_portal);
        await using var silent = await Screen.OfAsync(_portal, desk.Agent);
        await using var loud = await Screen.OfAsync(_portal, desk.Lead);
        var (quiet, heard) = (silent.Render<AlarmCount>(), loud.Render<AlarmCount>());
        heard.WaitForElement(".alarm-sound input", Patience).Change(true);
        Assert.Empty(quiet.FindAll("[data-testid=new-alarm]"));

        await AlarmAsync(desk);

        quiet.WaitForAssertion(() => Assert.StartsWith("New alarm", quiet.Find("[role=alert]").TextContent), Patience);
        await Eventually.HoldsAsync(() => Assert.Single(loud.JSInterop.Invocations["portal.playAlarm"]));
        Assert.Empty(silent.JSInterop.Invocations["portal.playAlarm"]);
        Assert.Equal(true, Assert.Single(loud.JSInterop.Invocations["portal.setAlarmSound"]).Arguments[0]);
    }

    [Fact]
    public async Task An_alarm_that_was_there_before_is_not_announced_as_new()
    {
        var desk = await Desk.OpenAsync(_portal);
        await AlarmAsync(desk);
        await using var screen = await Screen.OfAsync(_portal, desk.Agent);

        var counts = screen.Render<AlarmCount>();

        counts.WaitForAssertion(() => Assert.Contains("alarm", counts.Find("[role=status]").TextContent), Patience);
        Assert.Empty(counts.FindAll("[data-testid=new-alarm]"));
    }

    private static string Title(IRenderedComponent<SupportLayout> layout)
    {
        using var context = new BunitContext();
        return context.Render(layout.FindComponent<PageTitle>().Instance.ChildContent!).Markup;
    }

    private static async Task AlarmAsync(Desk desk)
    {
        await desk.Portal.Get<CaseService>().NoteAsync(desk.Agent.Session, desk.Case, "Waits");
        await using var transaction = await SecurityPortal.Platform.Database.PersonTransaction.BeginAsync(
            desk.Portal.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<SecurityPortal.Platform.Database.PortalDbContext>>(), desk.Caller.Id);
        await desk.Portal.Get<SupportCancellation>().NotCallingAsync(transaction, desk.Case, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
