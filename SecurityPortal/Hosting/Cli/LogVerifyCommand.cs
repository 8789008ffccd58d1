using System.CommandLine;
using SecurityPortal.Audit;

namespace SecurityPortal.Hosting.Cli;

/// <summary>Checks the whole chain of the audit log.</summary>
internal sealed class LogVerifyCommand : PortalVerb
{
    private readonly Option<bool> _head = new("--head") { Description = "prints the number and hash of the newest entry, as a line to keep in another place" };
    private readonly Option<string> _since = new("--since") { Description = "checks that the log still continues from a line that you kept", HelpName = "head" };

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
            await errors.WriteLineAsync("Give --head, or --since with a line that --head printed, or neither.");
            return Misused;
        }

        switch (await services.GetRequiredService<AuditLogVerifier>().VerifyAsync(since))
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
                    $"The log itself is intact, but entry {old.Sequence} was so old that it has been deleted, so the log cannot be compared with the line you kept.");
                return 1;
            default:
                throw new InvalidOperationException();
        }
    }

    private static string Explain(LogBreak how) => how switch
    {
        LogBreak.EntryChanged => "it was changed, or the one before it was replaced",
        LogBreak.EntryMissing => "it is missing",
        LogBreak.EntryInserted => "it was inserted",
        LogBreak.EndCutOff => "this entry and all later ones were cut off",
        LogBreak.HeadChanged => "the record of the newest entry was changed",
    };
}
