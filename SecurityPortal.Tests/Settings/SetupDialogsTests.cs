using Bunit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

/// <summary>The dialog that hosts every enrolment, with the portal's own services behind it.</summary>
public sealed class SetupDialogsTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncDisposable
{
    private readonly Portal _portal = shared.Portal;
    private readonly Screen _screen = new(shared.Portal);
    private readonly List<TurnOnResult.On> _done = [];
    private int _closed;

    [Fact]
    public async Task R12_A_first_method_comes_on_only_once_the_backup_codes_are_ticked_as_saved()
    {
        var person = await ShowAsync(MethodIds.App);
        var key = _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent.Replace(" ", "");

        _screen.Shown.Find("#setup-code").Change(Rfc6238.CodeAt(key, _portal.Clock.GetUtcNow()));
        _screen.Shown.Find("form").Submit();
        _screen.Shown.WaitForElement("[data-testid=backup-codes]", TimeSpan.FromMinutes(1));

        Assert.Contains("Last step: save your backup codes to turn on Authentication app.", Screen.Words(_screen.Dialog));
        Assert.Equal(10, _screen.Dialog.QuerySelectorAll("[data-testid=backup-codes] > *").Length);
        Assert.False(_screen.DialogButton("Done").HasAttribute("disabled"));
        _screen.Shown.Find("form").Submit();
        _screen.Shown.WaitForAssertion(() => Assert.Equal(
            "Save the codes first, then tick the box.", Screen.Words(_screen.Dialog.QuerySelector("[role=alert]"))), TimeSpan.FromMinutes(1));
        Assert.Empty(await person.OnAsync());

        _screen.Shown.Find("input[type=checkbox]").Change(true);
        _screen.Shown.Find("form").Submit();
        await Eventually.HoldsAsync(() => Assert.Single(_done));

        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task R12_Done_without_the_tick_is_refused_even_if_it_is_sent()
    {
        var person = await ShowAsync(MethodIds.BackupCodes, person => person.HasAsync(MethodIds.App));

        _screen.Shown.Find("form").Submit();

        _screen.Shown.WaitForAssertion(() => Assert.Equal(
            "Save the codes first, then tick the box.", Screen.Words(_screen.Dialog.QuerySelector("[role=alert]"))));
        Assert.Empty(_done);
        Assert.Equal([MethodIds.App], await person.OnAsync());
    }

    [Fact]
    public async Task Whoever_closes_the_codes_of_a_proven_method_is_asked_and_can_go_back_to_the_very_same_codes()
    {
        var person = await ShowAsync(MethodIds.App);
        var key = _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent.Replace(" ", "");
        _screen.Shown.Find("#setup-code").Change(Rfc6238.CodeAt(key, _portal.Clock.GetUtcNow()));
        _screen.Shown.Find("form").Submit();
        _screen.Shown.WaitForElement("[data-testid=backup-codes]", TimeSpan.FromMinutes(1));
        var codes = Codes();

        _screen.DialogButton("Close").Click();

        Assert.Equal(0, _closed);
        _screen.Shown.WaitForAssertion(() => Assert.Contains(
            "Not turned on yet: Authentication app.", Screen.Words(_screen.Dialog), StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        _screen.DialogButton("Back to the codes").Click();
        Assert.Equal(codes, Codes());
        _screen.Shown.Find("input[type=checkbox]").Change(true);
        _screen.Shown.Find("form").Submit();
        await Eventually.HoldsAsync(() => Assert.Single(_done));
        Assert.Equal([MethodIds.App, MethodIds.BackupCodes], await person.OnAsync());
    }

    [Fact]
    public async Task Whoever_closes_new_codes_is_told_that_the_old_ones_stay_and_leaves()
    {
        await ShowAsync(MethodIds.BackupCodes, person => person.HasAsync(MethodIds.App, MethodIds.BackupCodes));
        _screen.Shown.WaitForElement("[data-testid=backup-codes]", TimeSpan.FromMinutes(1));

        _screen.DialogButton("Close").Click();
        _screen.Shown.WaitForAssertion(() => Assert.Contains(
            "your old codes still work", Screen.Words(_screen.Dialog), StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        Assert.Equal(0, _closed);
        _screen.DialogButton("Leave").Click();

        Assert.Equal(1, _closed);
    }

    [Fact]
    public async Task Changing_the_number_shows_the_present_one_and_says_before_that_WhatsApp_goes_off()
    {
        var person = await ShowAsync(MethodIds.Sms, person => person.HasAsync(MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App));

        var words = Screen.Words(_screen.Dialog);
        Assert.Contains("Change number", words);
        Assert.Contains($"Your current number: +44 •••• ••{person.Number[^2..]}", words);
        Assert.Contains("This also turns off WhatsApp.", words);
    }

    [Fact]
    public async Task Without_WhatsApp_nothing_is_said_of_it()
    {
        await ShowAsync(MethodIds.Sms, person => person.HasAsync(MethodIds.Sms, MethodIds.App));

        Assert.Contains("Your current number:", Screen.Words(_screen.Dialog));
        Assert.DoesNotContain("WhatsApp", Screen.Words(_screen.Dialog));
    }

    [Theory]
    [InlineData("000000", "That code is wrong or has already been used. Check it and try again.")]
    [InlineData("abcdef", "That isn't a valid code. Enter six digits, 0 to 9.")]
    public async Task A_wrong_code_is_told_at_the_field_and_the_set_up_goes_on(string typed, string told)
    {
        await ShowAsync(MethodIds.App);
        var key = _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent;

        _screen.Shown.Find("#setup-code").Change(typed);
        _screen.Shown.Find("form").Submit();

        var error = _screen.Shown.WaitForElement("#setup-code-error");
        Assert.Equal(told, Screen.Words(error));
        Assert.Equal("true", _screen.Shown.Find("#setup-code").GetAttribute("aria-invalid"));
        Assert.Equal(key, _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent);
        Assert.Empty(_done);
    }

    [Fact]
    public async Task Whoever_has_to_confirm_again_does_so_in_a_new_tab_and_goes_on_with_what_was_typed()
    {
        var person = await ShowAsync(MethodIds.App);
        var key = _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent.Replace(" ", "");
        _portal.Clock.Advance(TimeSpan.FromMinutes(11));
        _screen.Shown.Find("#setup-code").Change(Rfc6238.CodeAt(key, _portal.Clock.GetUtcNow()));

        _screen.Shown.Find("form").Submit();
        var error = _screen.Shown.WaitForElement("#setup-code-error", TimeSpan.FromMinutes(1));

        Assert.Equal("Confirm that it's you in a new tab, then press the button again.", Screen.Words(error));
        var link = _screen.Shown.WaitForElement("a[target=_blank]", TimeSpan.FromMinutes(1));
        Assert.Equal("/sign-in/confirm?returnUrl=%2Fsettings%2Fsecurity", link.GetAttribute("href"));

        await person.ConfirmAsync();
        _screen.Shown.Find("form").Submit();
        _screen.Shown.WaitForElement("[data-testid=backup-codes]", TimeSpan.FromMinutes(1));
        Assert.Empty(_screen.Dialog.QuerySelectorAll("a[target=_blank]"));
    }

    [Fact]
    public async Task The_picture_has_a_name_and_the_link_holds_the_key_that_is_shown()
    {
        await ShowAsync(MethodIds.App);

        var key = _screen.Dialog.QuerySelector("[data-testid=setup-key]")!.TextContent.Replace(" ", "");
        Assert.StartsWith("data:image/svg+xml;base64,", _screen.Dialog.QuerySelector("img[alt='QR code']")!.GetAttribute("src"));
        Assert.Contains($"secret={key}", _screen.Dialog.QuerySelector("a[href^='otpauth:']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task It_is_named_after_the_method_and_its_close_button_closes_it()
    {
        await ShowAsync(MethodIds.Sms);
        Assert.Contains("Set up Text message (SMS)", Screen.Words(_screen.Dialog));

        _screen.DialogButton("Close").Click();

        Assert.Equal(1, _closed);
    }

    [Theory]
    [InlineData(MethodIds.Sms, "123456 is your SecurityPortal code. Don't share it.\n\n@localhost #123456")]
    [InlineData(MethodIds.WhatsApp, "123456 is your verification code. For your security, do not share this code.")]
    public async Task What_the_message_looks_like_is_shown_before_the_method_is_on(string method, string text)
    {
        var person = await ShowAsync(method, person => method == MethodIds.WhatsApp ? person.HasAsync(MethodIds.Sms) : Task.CompletedTask);
        if (method == MethodIds.Sms)
        {
            _screen.Shown.Find("#phone-number").Change(person.Number);
            _screen.Shown.Find("form").Submit();
        }

        _screen.Shown.WaitForElement("[data-testid=message-preview]", TimeSpan.FromMinutes(1));
        Assert.Equal(text, _screen.Dialog.QuerySelector("[data-testid=message-preview] .preview-text")!.TextContent);
    }

    [Fact]
    public async Task What_the_service_refuses_is_said_instead_of_a_form()
    {
        await ShowAsync(MethodIds.WhatsApp);

        Assert.Equal("Turn on another method first.", Screen.Words(_screen.Dialog.QuerySelector("[role=alert]")));
        Assert.Empty(_screen.Dialog.QuerySelectorAll("form, .mud-button-filled-primary"));
        Assert.Empty(_done);
    }

    public async ValueTask DisposeAsync() => await _screen.DisposeAsync();

    private string[] Codes() =>
        [.. _screen.Dialog.QuerySelectorAll("[data-testid=backup-codes] > *").Select(code => code.TextContent)];

    private async Task<TestPerson> ShowAsync(string method, Func<TestPerson, Task>? given = null)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync(given is null ? null : MethodIds.App);
        await (given?.Invoke(person) ?? Task.CompletedTask);
        var view = await person.RowAsync(method);
        var all = (await person.OverviewAsync()).Methods;
        _screen.Show<EnrolmentDialog>(parameters => parameters
            .Add(dialog => dialog.Method, view)
            .Add(dialog => dialog.All, all)
            .Add(dialog => dialog.Session, person.Session)
            .Add(dialog => dialog.OnDone, _done.Add)
            .Add(dialog => dialog.OnClose, () => _closed++));
        _screen.Shown.WaitForAssertion(
            () => Assert.Contains(_screen.Shown.FindAll("form, [role=alert], figure"), part => Screen.Words(part).Length > 0), TimeSpan.FromMinutes(1));
        return person;
    }
}
