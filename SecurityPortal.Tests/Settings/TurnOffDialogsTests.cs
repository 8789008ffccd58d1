using Bunit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.Overview;

namespace SecurityPortal.Tests.Settings;

public sealed class TurnOffDialogsTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncDisposable
{
    private readonly Screen _screen = new(shared.Portal);
    private int _agreed;
    private int _cancelled;

    [Fact]
    public void R4_Turning_text_messages_off_names_WhatsApp_in_title_text_and_button()
    {
        Show(MethodIds.Sms, new([MethodIds.Sms, MethodIds.WhatsApp], EndsTwoFactor: false, ForbiddenByPolicy: false));

        Assert.Contains("Turn off text messages and WhatsApp?", Screen.Words(_screen.Dialog));
        Assert.Contains("This also turns off: WhatsApp.", Screen.Words(_screen.Dialog));
        _screen.DialogButton("Turn off text messages and WhatsApp").Click();
        Assert.Equal((1, 0), (_agreed, _cancelled));
    }

    [Fact]
    public void R11_The_last_method_says_what_becomes_of_two_factor_and_all_that_goes()
    {
        Show(MethodIds.App, new([MethodIds.App, MethodIds.BackupCodes, MethodIds.LoginRequests], EndsTwoFactor: true, ForbiddenByPolicy: false));

        var words = Screen.Words(_screen.Dialog);
        Assert.Contains("This is your last method. Two-factor authentication will be off, and your account will be protected by your password only.", words);
        Assert.Contains("This also turns off: backup codes, login requests.", words);
        Assert.NotNull(_screen.DialogButton("Turn off authentication apps, backup codes and login requests"));
    }

    [Fact]
    public void One_method_is_named_alone()
    {
        Show(MethodIds.App, new([MethodIds.App], EndsTwoFactor: false, ForbiddenByPolicy: false));

        Assert.DoesNotContain("also turns off", Screen.Words(_screen.Dialog));
        Assert.NotNull(_screen.DialogButton("Turn off authentication apps"));
    }

    [Fact]
    public void Cancel_agrees_to_nothing()
    {
        Show(MethodIds.Sms, new([MethodIds.Sms], EndsTwoFactor: false, ForbiddenByPolicy: false));

        _screen.DialogButton("Cancel").Click();

        Assert.Equal((0, 1), (_agreed, _cancelled));
    }

    [Fact]
    public void R11_Where_policy_keeps_the_last_method_there_is_no_button_to_turn_it_off()
    {
        Show(MethodIds.App, new([MethodIds.App], EndsTwoFactor: true, ForbiddenByPolicy: true));

        Assert.Contains("Add another method before you turn off the last one.", Screen.Words(_screen.Dialog));
        Assert.DoesNotContain(_screen.Dialog.QuerySelectorAll("button"), button => Screen.Words(button).StartsWith("Turn off", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await _screen.DisposeAsync();

    private void Show(string method, TurnOffPreview preview)
    {
        var all = shared.Portal.Get<MethodCatalogue>().All
            .Select(each => new MethodView(each.Description, null, null, 0, false, false, null, false)).ToList();
        _screen.Show<TurnOffDialog>(parameters => parameters
            .Add(dialog => dialog.Preview, preview)
            .Add(dialog => dialog.Method, all.Select(each => each.Description).Single(each => each.Id == method))
            .Add(dialog => dialog.All, all)
            .Add(dialog => dialog.OnAgree, () => _agreed++)
            .Add(dialog => dialog.OnCancel, () => _cancelled++));
    }
}
