namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Waits for what a component does without rendering: a callback, a JavaScript call, a navigation. bUnit's own waiting checks
/// again only after a render.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns as soon as the assertion holds; after a minute, throws what the assertion throws.</summary>
    public static async Task HoldsAsync(Action assertion)
    {
        var ends = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (TimeProvider.System.GetTimestamp() < ends)
            {
                await Task.Delay(Between, TestContext.Current.CancellationToken);
            }
        }
    }
}
