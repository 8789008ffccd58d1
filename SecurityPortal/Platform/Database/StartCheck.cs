using System.Reflection;

namespace SecurityPortal.Platform.Database;

/// <summary>Checks the settings before the portal starts or a verb runs, and reports all faults together.</summary>
internal static class StartCheck
{
    /// <exception cref="OptionsValidationException">Something is wrong; it holds a sentence for each fault.</exception>
    public static async Task RefuseFaultsAsync(this WebApplication app)
    {
        var faults = await FaultsAsync(app.Services);
        if (faults.Count > 0)
        {
            throw new OptionsValidationException("SecurityPortal", typeof(StartCheck), faults);
        }

        var logger = app.Services.GetRequiredService<ILogger<SettingsCheck>>();
        foreach (var warning in Warnings(app.Services))
        {
            logger.SettingUnread(warning);
        }
    }

    /// <summary>Returns everything that keeps the portal from starting.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IServiceProvider services)
    {
        List<string> faults = [.. FaultsOfAssembly(services)];
        var mayLookIntoDatabase = faults.Count == 0;
        var settings = Settings(services);
        faults.AddRange(settings.Unreadable());
        foreach (var section in services.GetServices<SettingsSection>().Where(section => !settings.IsUnreadable(section)))
        {
            faults.AddRange(FaultsOf(services, section));
        }

        faults.AddRange(OtherFaults(services, settings).Except(faults).ToList());

        // In Development the start creates the database, or brings it up to date.
        if (mayLookIntoDatabase && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            faults.AddRange(await DatabaseFaultsAsync(services));
        }

        return faults;
    }

    /// <summary>Returns a warning for each configuration key that nothing reads.</summary>
    public static IEnumerable<string> Warnings(IServiceProvider services) => Settings(services).Unread().Select(unread =>
        $"The portal has no setting {unread.Key}.{(unread.Meant is null ? "" : $" Did you mean {unread.Meant}?")}");

    /// <summary>Returns the faults that keep a verb from using the database; most verbs need no other setting.</summary>
    public static async Task<IReadOnlyList<string>> FaultsForVerbsAsync(IServiceProvider services) =>
        FaultsOfAssembly(services) is { Count: > 0 } faults ? faults : await DatabaseFaultsAsync(services);

    /// <summary>Returns the faults found while the services were registered: the database and the certificate.</summary>
    public static IReadOnlyList<string> FaultsOfAssembly(IServiceProvider services) =>
        [.. services.GetServices<StartFaults>().SelectMany(found => found.All)];

    private static SettingsCheck Settings(IServiceProvider services) =>
        new(services.GetRequiredService<IConfiguration>(), services.GetServices<SettingsSection>());

    private static IEnumerable<string> FaultsOf(IServiceProvider services, SettingsSection section)
    {
        try
        {
            typeof(StartCheck).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(section.Type).Invoke(null, [services, section.Name]);
            return [];
        }
        catch (TargetInvocationException exception) when (exception.InnerException is OptionsValidationException faults)
        {
            return faults.Failures;
        }
    }

    // The faults of options that are validated at start but are not a section of ours.
    private static IEnumerable<string> OtherFaults(IServiceProvider services, SettingsCheck settings)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (InvalidOperationException) when (settings.Unreadable().Count > 0)
        {
            // Already reported with its key.
            return [];
        }
        catch (Exception exception) when (exception is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            return PlainFault.Of(exception);
        }
    }

    private static TOptions Read<TOptions>(IServiceProvider services, string name)
        where TOptions : class => services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);

    private static async Task<IReadOnlyList<string>> DatabaseFaultsAsync(IServiceProvider services)
    {
        try
        {
            await services.RefuseOtherVersionAsync();
            await services.RefuseOtherKeyRingAsync();
            return [];
        }
        catch (Exception exception)
        {
            return PlainFault.Of(exception);
        }
    }
}
