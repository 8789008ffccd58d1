namespace SecurityPortal.Signals;

internal static class SignalServices
{
    public static void AddSignals(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<ISignals, InProcessSignals>();
}
