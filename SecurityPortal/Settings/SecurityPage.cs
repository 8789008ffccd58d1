using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Signals;
using SecurityPortal.TwoFactor.Overview;

namespace SecurityPortal.Settings;

/// <summary>A page that shows the person's methods and follows changes made in other tabs and browsers.</summary>
public abstract class SecurityPage : ComponentBase, IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    private TwoFactorQueries TwoFactor { get; set; } = default!;

    [Inject]
    private ISignals Signals { get; set; } = default!;

    [Inject]
    private RequestSession Request { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private protected Guid Session { get; private set; }

    /// <summary>Null until it is loaded.</summary>
    private protected TwoFactorOverview? Overview { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        Session = user.SessionId() ?? Guid.Empty;
        await LoadAsync();
        if (RendererInfo.IsInteractive && user.UserId() is { } userId)
        {
            _subscription = Signals.Subscribe(SignalTopics.Person(userId), () => _ = InvokeAsync(ReloadAsync));
        }
    }

    private protected async Task LoadAsync() => Overview =
        (Request.Found is { } found ? await TwoFactor.OverviewAsync(found) : await TwoFactor.OverviewAsync(Session)) ?? Overview;

    public void Dispose()
    {
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
