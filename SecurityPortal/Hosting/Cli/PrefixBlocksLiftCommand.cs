using System.CommandLine;
using SecurityPortal.Messaging.Delivery.Limits;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Lifts a block, so that its numbers get codes again.</summary>
internal sealed class PrefixBlocksLiftCommand : PortalVerb
{
    private readonly Argument<string> _number = new("number") { Description = "the stop's number, as 'delivery stops' shows it" };

    public PrefixBlocksLiftCommand()
        : base("delivery stops lift", "lifts a stop") => Command.Add(_number);

    public override async Task<int> RunAsync(VerbCall call)
    {
        if (!int.TryParse(call.Given.GetValue(_number), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await call.Errors.WriteLineAsync("Give the number that 'delivery stops' shows.");
            return Misused;
        }

        if (!await call.Services.GetRequiredService<PrefixBlocks>().LiftAsync(id))
        {
            await call.Errors.WriteLineAsync($"There is no stop {id}, or it has already been lifted.");
            return 1;
        }

        await call.Output.WriteLineAsync($"Stop {id} is lifted.");
        return 0;
    }
}
