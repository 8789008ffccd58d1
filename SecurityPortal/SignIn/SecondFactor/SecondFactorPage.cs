using Microsoft.AspNetCore.Components;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The base class of the pages for the second step of a sign-in and of a confirmation.</summary>
public abstract class SecondFactorPage : ComponentBase
{
    private const string SendAction = "send";

    [Inject]
    private protected NavigationManager Navigation { get; set; } = default!;

    // Private: each page injects the texts of its own folder under the same name.
    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private AuthenticationFlowStore Flows { get; set; } = default!;

    [Inject]
    private SecondFactorQueries Queries { get; set; } = default!;

    [Inject]
    private SecondFactorService Step { get; set; } = default!;

    [Inject]
    private CodeDelivery Delivery { get; set; } = default!;

    [Inject]
    private SecondFactorDelivery Send { get; set; } = default!;

    [Inject]
    private CodeTexts Words { get; set; } = default!;

    [Inject]
    private MethodCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [CascadingParameter]
    private protected HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private protected string? Method { get; set; }

    /// <summary>A string, because a URL can contain anything, and a value that is not a Boolean would cause an error.</summary>
    [SupplyParameterFromQuery(Name = "another")]
    private protected string? ListOthers { get; set; }

    /// <summary>Whether the other ways are listed.</summary>
    private protected bool Another => ListOthers == "true";

    [SupplyParameterFromForm(FormName = SecondFactorForm.FormName, Name = "method")]
    private protected string? PostedMethod { get; set; }

    [SupplyParameterFromForm(FormName = SecondFactorForm.FormName, Name = "code")]
    private protected string? Code { get; set; }

    [SupplyParameterFromForm(FormName = SecondFactorForm.FormName, Name = "action")]
    private protected string? Action { get; set; }

    private protected abstract AuthenticationFlowPurpose Purpose { get; }

    /// <summary>Whether the person chose the open method, rather than it opening by itself.</summary>
    internal bool IsChosen => PostedMethod is not null || (Choice is not null && Choice.Method.Id == Method);

    /// <summary>The method that can deliver in place of the open one.</summary>
    internal SecondFactorChoice? Instead => Choice is null ? null : Send.Instead(Choices, Choice);

    private protected AuthenticationFlow? Flow { get; set; }

    internal SecondFactorChoices Choices { get; private set; } = new([], null);

    internal SecondFactorChoice? Choice { get; private set; }

    internal MethodChallengeContext Challenge { get; private set; } = new();

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Finds the flow and opens the method. Returns false if there is no flow to continue.</summary>
    private protected async Task<bool> LoadAsync()
    {
        Flow = await Flows.FindAsync(AuthenticationFlowCookie.Read(HttpContext, Purpose), Purpose, Aborted);
        if (Flow is null || !IsMine(Flow))
        {
            Flow = null;
            return false;
        }

        if (!HttpMethods.IsGet(HttpContext.Request.Method))
        {
            // An answer is being posted. What the page shows is looked up only if the answer turns out to be wrong; until
            // then, the challenge that it answers must not begin again.
            return true;
        }

        await ChooseAsync(Flow, Method);
        OpenedSecondFactor? opened = null;
        if (Choice is not null && !Another)
        {
            opened = await Send.OpenAsync(
                Flow, Choices, Choice, IsChosen, ClientInfo.Of(HttpContext).Address, Aborted);
            Choice = opened.Choice;
        }

        await ShowAsync(Flow, opened?.Error, opened?.Notice);
        return true;
    }

    /// <summary>Handles the form: sends a new code, or checks the answer. Returns null unless the answer was right.</summary>
    private protected async Task<SecondFactorResult.Passed?> SubmitAsync()
    {
        if (Flow is null)
        {
            return null;
        }

        var result = Action == SendAction ? null : await Step.AnswerAsync(Flow, PostedMethod, Code, ClientInfo.Of(HttpContext), Aborted);
        switch (result)
        {
            case SecondFactorResult.Passed passed:
                return passed;
            case SecondFactorResult.Over:
                OnOver();
                return null;
        }

        // The form itself reports Closed, because the methods left to choose from have changed.
        await ChooseAsync(Flow, result is SecondFactorResult.Closed ? null : PostedMethod ?? Method);
        await ShowAsync(Flow, result switch
        {
            null => Choice is null ? null : await SendAgainAsync(Flow, Choice),
            SecondFactorResult.Locked locked => L["Too many wrong codes. Try again in {0}.", Wait(locked.Until)],
            SecondFactorResult.Malformed malformed => malformed.Sentence,
            SecondFactorResult.Wrong wrong => wrong.Sentence ?? L["That code is wrong or has already been used. Check it and try again."],
            _ => null,
        });
        return null;
    }

    /// <summary>Whether the page may continue this flow. Asked first, because opening a method may begin its challenge.</summary>
    private protected virtual bool IsMine(AuthenticationFlow flow) => true;

    /// <summary>Looks up what else the page shows.</summary>
    private protected virtual Task OnShowAsync(AuthenticationFlow flow) => Task.CompletedTask;

    /// <summary>Redirects away from a flow that takes no more answers.</summary>
    private protected abstract void OnOver();

    private async Task ChooseAsync(AuthenticationFlow flow, string? method)
    {
        Choices = await Queries.ChoicesAsync(flow, Aborted);
        Choice = Choices.Find(method) ?? Choices.First;
    }

    private async Task<string?> SendAgainAsync(AuthenticationFlow flow, SecondFactorChoice choice)
    {
        var sent = await Delivery.SendAsync(
            flow.UserId, choice.Method.Id, flow.TokenPurpose, ClientInfo.Of(HttpContext).Address, Aborted);
        return sent is IssueResult.TooSoon
            ? L["We just sent a code. Wait a moment before you send another."]
            : Words.Explain(sent);
    }

    private async Task ShowAsync(AuthenticationFlow flow, string? error, string? notice = null)
    {
        await OnShowAsync(flow);
        if (Choice is null)
        {
            return;
        }

        var display = Catalogue.Find(Choice.Method.Id) is IOpensChallenge opener
            ? await opener.OpenAsync(
                new(flow.UserId, flow.TokenPurpose, flow.SessionId, ClientInfo.Of(HttpContext)), Aborted)
            : null;
        var progress = await Delivery.ProgressAsync(Choice.Method.Id, flow.TokenPurpose, Aborted);
        var line = await Delivery.LineAsync(Choice.Method.Id, flow.TokenPurpose, Choice.Hint ?? "", Aborted);
        Challenge = new()
        {
            Error = error,
            Display = display,
            Hint = Choice.Hint,
            Delivery = line?.Text,
            HasFailed = line is { HasFailed: true },
            Notice = notice,
            SecondsToNextSend = progress?.NextSendAt is { } next
                ? Math.Max(0, (int)Math.Ceiling((next - Clock.GetUtcNow()).TotalSeconds))
                : 0,
        };
    }

    private string Wait(DateTimeOffset until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling((until - Clock.GetUtcNow()).TotalMinutes));
        return minutes == 1 ? L["1 minute"] : L["{0} minutes", minutes];
    }
}
