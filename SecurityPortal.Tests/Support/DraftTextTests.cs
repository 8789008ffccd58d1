using Bunit;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>What an agent has typed survives the page, and is cleared once it is used.</summary>
public sealed class DraftTextTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_draft_of_this_agent_is_read_back()
    {
        var (screen, key) = await ScreenAsync();
        await using var disposing = screen;
        screen.JSInterop.Setup<string?>("portal.readDraft", key).SetResult("Half a note");
        string? value = null;

        var field = screen.Render<DraftText>(parameters => parameters
            .Add(text => text.Id, "note").Add(text => text.Name, "note:1").Add(text => text.Rows, 3)
            .Bind(text => text.Value, value, changed => value = changed));

        Assert.Equal("Half a note", value);
        Assert.Equal(key, field.Find("textarea").GetAttribute("data-draft"));
    }

    [Fact]
    public async Task It_is_dropped_once_the_text_was_used_and_not_before()
    {
        var (screen, key) = await ScreenAsync();
        await using var disposing = screen;
        var field = screen.Render<DraftText>(parameters => parameters
            .Add(text => text.Id, "ticket").Add(text => text.Name, "note:1").Add(text => text.Value, "INC-1"));
        field.Render(parameters => parameters.Add(text => text.Value, "INC-12"));
        Assert.Empty(screen.JSInterop.Invocations["portal.dropDraft"]);

        field.Render(parameters => parameters.Add(text => text.Value, null));

        Assert.Equal(key, Assert.Single(screen.JSInterop.Invocations["portal.dropDraft"]).Arguments.Single());
    }

    private async Task<(Screen Screen, string Key)> ScreenAsync()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        return (await Screen.OfAsync(_portal, agent), $"{agent.Id}:note:1");
    }
}
