namespace SecurityPortal.Platform.Database;

internal static class RestoreSteps
{
    /// <inheritdoc cref="RestoreStep" path="/summary"/>
    /// <inheritdoc cref="RestoreStep" path="/param"/>
    public static void AddRestoreStep(
        this IServiceCollection services, string what, Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<int>> voidAsync,
        string? keptBy = null) =>
        services.AddSingleton(new RestoreStep(what, voidAsync) { KeptBy = keptBy });
}
