using Microsoft.AspNetCore.Components;

namespace SecurityPortal.Support.Pages.Cases;

/// <summary>A part of a support page that does one thing at a time for the agent, and hands each result to the page.</summary>
public abstract class DeskPart : ComponentBase
{
    private bool _busy;

    [Parameter, EditorRequired]
    public Guid Session { get; set; }

    [Parameter]
    public EventCallback<(SupportResult Result, string Done)> OnResult { get; set; }

    private protected bool IsDisabled => _busy || !RendererInfo.IsInteractive;

    /// <summary>Empties what was typed, once it has been used.</summary>
    private protected virtual Task OnDoneAsync() => Task.CompletedTask;

    /// <summary>Acts, and hands over the result; true on success.</summary>
    private protected async Task<bool> DoAsync(Func<Task<SupportResult>> act, string done)
    {
        if (_busy)
        {
            return false;
        }

        _busy = true;
        var result = await act();
        _busy = false;
        var isDone = result is SupportResult.Done;
        if (isDone)
        {
            await OnDoneAsync();
        }

        await OnResult.InvokeAsync((result, done));
        return isDone;
    }
}
