using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;
using SecurityPortal.Platform.Web;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Pages;

/// <summary>
/// A support page. It reloads its data when any case changes, and also at intervals: when a role has been revoked, the page
/// empties.
/// </summary>
public abstract class SupportPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private readonly List<IDisposable> _watching = [];

    [Inject]
    private protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private protected IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private protected SupportTexts Words { get; set; } = default!;

    [Inject]
    private protected TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ISignals Signals { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private protected Guid Session { get; private set; }

    /// <summary>Why the page shows nothing.</summary>
    private protected SupportFault? Fault { get; set; }

    /// <summary>The result of the last action.</summary>
    private protected string? Said { get; private set; }

    private protected AlertKind SaidKind { get; private set; }

    private protected bool IsLive => RendererInfo.IsInteractive;

    protected override async Task OnInitializedAsync()
    {
        Session = (await Authentication).User.SessionId() ?? Guid.Empty;
        if (IsLive)
        {
            Watch(CaseSignals.All);
            _watching.Add(new Timer(_ => _ = InvokeAsync(ReloadAsync), null, LookEvery, LookEvery));
        }
    }

    /// <summary>Reads what the page shows.</summary>
    private protected abstract Task LoadAsync();

    /// <summary>Reloads the data of the page on each signal on this topic.</summary>
    private protected void Watch(string topic) =>
        _watching.Add(Signals.Subscribe(topic, () => _ = InvokeAsync(ReloadAsync)));

    /// <summary>Shows the result of an action, or leads to the agent's own key and back if that is missing. True on success.</summary>
    private protected bool Show(SupportResult result, string done, string? back = null)
    {
        if (result is SupportResult.Refused refused)
        {
            Refuse(refused.Fault, back);
            return false;
        }

        Say(AlertKind.Good, done);
        return true;
    }

    private protected void Say(AlertKind kind, string text) => (SaidKind, Said) = (kind, text);

    private protected void Refuse(SupportFault fault, string? back = null)
    {
        switch (fault)
        {
            case SupportFault.NeedsConfirmation or SupportFault.NeedsStaffSignIn:
                Navigation.NavigateTo(ConfirmUrl(back ?? new Uri(Navigation.Uri).PathAndQuery), forceLoad: true);
                break;
            case SupportFault.SessionEnded:
                Navigation.NavigateTo(EndedSession.SignInUrl(Navigation), forceLoad: true);
                break;
            default:
                Say(AlertKind.Problem, Words.Explain(fault));
                break;
        }
    }

    private protected void Dismiss() => Said = null;

    internal static string ConfirmUrl(string back) => $"/support/confirm?returnUrl={Uri.EscapeDataString(back)}";

    public void Dispose()
    {
        foreach (var watching in _watching)
        {
            watching.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
