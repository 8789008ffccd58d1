using Microsoft.AspNetCore.Components;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A page that is open until something navigates away from it.</summary>
internal sealed class LeavingPage : NavigationManager
{
    private readonly TaskCompletionSource<string> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LeavingPage() => Initialize("https://localhost/", "https://localhost/settings/security");

    /// <summary>Where a full page load leads away to; waits for it.</summary>
    public Task<string> LeftFor => _left.Task.WaitAsync(TimeSpan.FromMinutes(1));

    protected override void NavigateToCore(string uri, NavigationOptions options)
    {
        if (options.ForceLoad)
        {
            _left.TrySetResult(uri);
        }
    }
}
