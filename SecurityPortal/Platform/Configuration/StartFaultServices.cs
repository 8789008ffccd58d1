namespace SecurityPortal.Platform.Configuration;

internal static class StartFaultServices
{
    /// <summary>Notes a fault for which the portal will not start.</summary>
    public static void Refuse(this WebApplicationBuilder builder, string fault)
    {
        var faults = builder.Services.Select(service => service.ImplementationInstance).OfType<StartFaults>().FirstOrDefault();
        if (faults is null)
        {
            builder.Services.AddSingleton(faults = new StartFaults());
        }

        faults.Add(fault);
    }

    /// <summary>Does what may throw a fault, and notes that; then the result is the other value.</summary>
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
