using System.CommandLine;
using SecurityPortal.ActivityLog;

namespace SecurityPortal.Commands;

/// <summary>Checks the whole chain of the activity log.</summary>
internal sealed class LogVerifyCommand : PortalVerb
{
    private readonly Option<bool> _head = new("--head") { Description = "prints the newest entry's number and hash, a line to keep elsewhere" };
    private readonly Option<string> _since = new("--since") { Description = "checks that the log grew from a line that was kept", HelpName = "head" };

    public LogVerifyCommand()
        : base("log verify", "checks the chain of the activity log and says where it breaks")
    {
        Command.Add(_head);
        Command.Add(_since);
    }

    public override async Task<int> RunAsync(VerbCall call)
    {
        var (services, output, errors) = (call.Services, call.Output, call.Errors);
        var (isHead, kept) = (call.Given.GetValue(_head), call.Given.GetValue(_since));
        var since = kept is null ? null : LogAnchor.Parse(kept.Trim());
        if ((kept is not null && since is null) || (isHead && since is not null))
        {
            await errors.WriteLineAsync("Give a line that --head printed, or --head, or neither.");
            return Misused;
        }

        switch (await services.GetRequiredService<ActivityLogVerifier>().VerifyAsync(since))
        {
            case LogCheck.Intact { Last: > 0 } intact when isHead:
                await output.WriteLineAsync(intact.Head.ToString());
                return 0;
            case LogCheck.Intact { Last: 0 }:
                await output.WriteLineAsync("The log is empty.");
                return 0;
            case LogCheck.Intact intact:
                await output.WriteLineAsync($"The log is intact: entries {intact.First} to {intact.Last}, head {intact.Head}.");
                return 0;
            case LogCheck.Broken broken:
                await errors.WriteLineAsync($"The log is BROKEN at entry {broken.Sequence}: {Explain(broken.Break)}.");
                return 1;
            case LogCheck.TooOld old:
                await errors.WriteLineAsync(
                    $"The log is intact in itself, but entry {old.Sequence} has been dropped for its age: it cannot be compared with the head that was kept.");
                return 1;
            default:
                throw new InvalidOperationException();
        }
    }

    private static string Explain(LogBreak how) => how switch
    {
        LogBreak.EntryChanged => "it was changed, or the one before it was exchanged",
        LogBreak.EntryMissing => "it is missing",
        LogBreak.EntryInserted => "it was inserted",
        LogBreak.EndCutOff => "it and all that came after it were cut off",
        LogBreak.HeadChanged => "the record of the newest entry was changed",
    };
}
