namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Waits for what a component does without drawing anything: a callback, a call of the browser, a page that is left.
/// bUnit's own waiting looks again only when something is drawn.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns as soon as the assertion holds; after a minute it fails as the assertion does.</summary>
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
