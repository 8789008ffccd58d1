namespace SecurityPortal.Platform.Configuration;

internal static class SettingsSections
{
    /// <summary>
    /// Binds a section to a class, and includes it in the check at start-up: values that cannot be read, values that are not
    /// allowed, and keys that nothing reads.
    /// </summary>
    /// <param name="name">The name of the options, where several sections are bound to one class.</param>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string path, string name = "")
        where TOptions : class
    {
        services.AddSingleton(new SettingsSection(path, typeof(TOptions), name));
        return services.AddOptions<TOptions>(name).BindConfiguration(path);
    }
}
