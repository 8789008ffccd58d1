namespace SecurityPortal.Hosting.Cli;

/// <summary>Runs every check of a start, without starting anything.</summary>
internal sealed class CheckCommand() : PortalVerb("check", "checks whether the portal would start with these settings, and lists everything that is wrong")
{
    public override VerbNeeds Needs => VerbNeeds.Nothing;

    public override async Task<int> RunAsync(VerbCall call)
    {
        var faults = await StartCheck.FaultsAsync(call.Services);
        foreach (var fault in faults)
        {
            await call.Errors.WriteLineAsync(fault);
        }

        foreach (var warning in StartCheck.Warnings(call.Services))
        {
            await call.Errors.WriteLineAsync($"Warning: {warning}");
        }

        if (faults.Count > 0)
        {
            return 1;
        }

        await call.Output.WriteLineAsync("The portal has everything it needs.");
        return 0;
    }
}
