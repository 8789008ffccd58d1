namespace SecurityPortal.Platform.Configuration;

internal static class StartFaultServices
{
    /// <summary>Records a fault that keeps the portal from starting.</summary>
    public static void Refuse(this WebApplicationBuilder builder, string fault)
    {
        var faults = builder.Services.Select(service => service.ImplementationInstance).OfType<StartFaults>().FirstOrDefault();
        if (faults is null)
        {
            builder.Services.AddSingleton(faults = new StartFaults());
        }

        faults.Add(fault);
    }

    /// <summary>
    /// Runs work that may throw an <see cref="InvalidOperationException"/>. If it does, records that as a fault and returns the
    /// other value.
    /// </summary>
    public static T Try<T>(this WebApplicationBuilder builder, Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (InvalidOperationException fault)
        {
            builder.Refuse(fault.Message);
            return otherwise;
        }
    }
}
