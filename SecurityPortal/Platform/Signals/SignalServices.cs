namespace SecurityPortal.Platform.Signals;

internal static class SignalServices
{
    public static void AddSignals(this WebApplicationBuilder builder)
    {
        if (DatabaseOptions.Of(builder.Configuration).Kind == DatabaseProvider.Sqlite)
        {
            builder.Services.AddSingleton<ISignals, InProcessSignals>();
            return;
        }

        builder.Services.AddSingleton<PostgreSqlSignals>();
        builder.Services.AddSingleton<ISignals>(services => services.GetRequiredService<PostgreSqlSignals>());
        builder.Services.AddHostedService<SignalRelay>();
    }
}
