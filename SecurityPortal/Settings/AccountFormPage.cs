using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Settings;

/// <summary>
/// A form that changes the account of a person who has confirmed recently. Rendered statically, because it may end the very
/// session that it is sent in.
/// </summary>
[EnableRateLimiting(HashingLimit.Policy)]
public abstract class AccountFormPage : ComponentBase
{
    [Inject]
    private protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private protected IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private StepUpGuard Guard { get; set; } = default!;

    [Inject]
    private FaultTexts Faults { get; set; } = default!;

    [Inject]
    private PasswordTexts Passwords { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [CascadingParameter]
    private protected HttpContext HttpContext { get; set; } = default!;

    private protected string? Error { get; set; }

    private protected Guid Session => HttpContext.User.SessionId()!.Value;

    private protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Whether the form may be used while methods are frozen.</summary>
    private protected virtual bool EvenIfFrozen => false;

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsGet(HttpContext.Request.Method)
            && (await Guard.CheckAsync(Session, Aborted, EvenIfFrozen)).Fault is { } fault)
        {
            Refuse(fault);
        }
    }

    /// <summary>Redirects to "Confirm it's you" and back, or shows what is wrong.</summary>
    private protected void Refuse(MethodFault fault)
    {
        if (fault == MethodFault.NeedsConfirmation)
        {
            Navigation.NavigateTo(ConfirmUrl(HttpContext.Request.Path));
            return;
        }

        Error = Faults.Explain(new(fault));
    }

    /// <summary>Shows why a request was not carried out.</summary>
    private protected void Show(AccountResult result)
    {
        switch (result)
        {
            case AccountResult.Refused refused:
                Refuse(refused.Fault);
                break;
            case AccountResult.BadPassword bad:
                Error = Passwords.Explain(bad.Fault);
                break;
            case AccountResult.Locked locked:
                var minutes = Math.Max(1, (int)Math.Ceiling((locked.Until - Clock.GetUtcNow()).TotalMinutes));
                Error = minutes == 1
                    ? L["Too many attempts. Try again in 1 minute."]
                    : L["Too many attempts. Try again in {0} minutes.", minutes];
                break;
            default:
                Error = L["That password is wrong. Check it and try again."];
                break;
        }
    }

    internal static string ConfirmUrl(string path) => $"/sign-in/confirm?returnUrl={Uri.EscapeDataString(path)}";
}
