using Bunit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Overview;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class MethodRowsTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncDisposable
{
    private readonly Portal _portal = shared.Portal;
    private readonly Screen _screen = new(shared.Portal);

    [Fact]
    public void One_that_is_off_can_be_switched_on_and_has_no_menu()
    {
        var row = Show(Off(MethodIds.App));

        Assert.Equal("Authentication app", Screen.Words(row.Find(".method-name")));
        Assert.Equal("Strong", Screen.Words(row.Find(".chip")));
        Assert.Equal("Not set up", Screen.Words(row.Find(".method-state")));
        Assert.Equal(("false", false), Switch(row));
        Assert.Empty(row.FindAll("button"));
    }

    [Fact]
    public void One_that_is_on_says_since_when_and_what_it_has()
    {
        var row = Show(On(MethodIds.App, new("2 apps")));

        Assert.Equal("Turned on 1 hour ago 2 apps", Screen.Words(row.Find(".method-state")));
        Assert.Equal(("true", false), Switch(row));
        Assert.Empty(row.FindAll(".attention"));
        Assert.Single(row.FindAll("button[aria-haspopup=dialog]"));
    }

    [Fact]
    public void One_that_needs_attention_stands_out() =>
        Assert.Equal(
            "Turned on 1 hour ago 3 of 10 left",
            Screen.Words(Show(On(MethodIds.BackupCodes, new("3 of 10 left", NeedsAttention: true))).Find(".attention")));

    [Fact]
    public void R3_One_that_needs_another_says_why_and_offers_to_set_that_up()
    {
        MethodDescription? wanted = null;
        var method = Off(MethodIds.WhatsApp) with { NeedsFirst = Describe(MethodIds.Sms) };
        var row = _screen.Render<MethodRow>(parameters => parameters
            .Add(row => row.Method, method).Add(row => row.IsLive, true)
            .Add(row => row.OnSetUpFirst, (MethodDescription first) => wanted = first));

        Assert.Equal(("false", true), Switch(row));
        Assert.Equal("Turn on text messages first", Screen.Words(row.Find(".method-state")));
        Screen.Button(row.Find("li"), "Set up text messages").Click();
        Assert.Equal(MethodIds.Sms, wanted?.Id);
    }

    [Fact]
    public void One_that_needs_any_other_says_so()
    {
        var row = Show(Off(MethodIds.BackupCodes) with { NeedsAnyFirst = true });

        Assert.Equal(("false", true), Switch(row));
        Assert.Equal("Turn on another method first", Screen.Words(row.Find(".method-state")));
    }

    [Fact]
    public void One_with_an_obstacle_of_its_own_says_which()
    {
        var row = Show(Off(MethodIds.LoginRequests) with { Obstacle = "Sign in from another browser first." });

        Assert.Equal(("false", true), Switch(row));
        Assert.Equal("Sign in from another browser first.", Screen.Words(row.Find(".method-state")));
    }

    [Fact]
    public void The_preferred_one_is_labelled()
    {
        Assert.Equal(
            ["Basic", "Preferred"],
            Show(On(MethodIds.Sms) with { IsPreferred = true }).FindAll(".chip").Select(Screen.Words));
        Assert.Equal(["Basic"], Show(On(MethodIds.Sms)).FindAll(".chip").Select(Screen.Words));
    }

    [Fact]
    public void Its_menu_is_named_after_it_and_opens_it()
    {
        MethodView? managed = null;
        var method = On(MethodIds.Sms);
        var row = _screen.Render<MethodRow>(parameters => parameters
            .Add(row => row.Method, method).Add(row => row.IsLive, true)
            .Add(row => row.OnManage, (MethodView view) => managed = view));

        Screen.Button(row.Find("li"), "Manage Text message (SMS)").Click();

        Assert.Same(method, managed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pressed_switch_asks_and_goes_back_until_the_method_is_really_changed(bool isOn)
    {
        List<MethodView> asked = [];
        var method = isOn ? On(MethodIds.App) : Off(MethodIds.App);
        var row = _screen.Render<MethodRow>(parameters => parameters
            .Add(row => row.Method, method).Add(row => row.IsLive, true)
            .Add(row => row.OnToggle, asked.Add));

        row.Find("[role=switch]").Change(!isOn);

        await Eventually.HoldsAsync(() => Assert.Same(method, Assert.Single(asked)));
        Assert.Equal((isOn ? "true" : "false", false), Switch(row));
    }

    [Fact]
    public void Its_switch_looks_as_it_is_before_the_page_answers()
    {
        Assert.Equal(("true", true), Switch(Show(On(MethodIds.Sms), isLive: false)));
        Assert.Equal(("true", false), Switch(Show(On(MethodIds.Sms))));
    }

    public async ValueTask DisposeAsync() => await _screen.DisposeAsync();

    private IRenderedComponent<MethodRow> Show(MethodView method, bool isLive = true) =>
        _screen.Render<MethodRow>(parameters => parameters.Add(row => row.Method, method).Add(row => row.IsLive, isLive));

    private static (string? Checked, bool Disabled) Switch(IRenderedComponent<MethodRow> row)
    {
        var input = row.Find("[role=switch]");
        return (input.GetAttribute("aria-checked")?.ToLowerInvariant(), input.HasAttribute("disabled"));
    }

    private MethodDescription Describe(string id) => _portal.Get<MethodCatalogue>().Describe(id);

    private MethodView Off(string id) => new(Describe(id), null, null, 0, false, false, null, false);

    private MethodView On(string id, MethodDetail? detail = null) =>
        new(Describe(id), _portal.Clock.GetUtcNow().AddHours(-1), detail, 1, false, false, null, false);
}
