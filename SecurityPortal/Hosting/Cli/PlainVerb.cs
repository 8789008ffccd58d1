namespace SecurityPortal.Hosting.Cli;

/// <summary>An <see cref="IPortalCommand"/> among the verbs: everything after its words is passed to it as it was typed.</summary>
internal sealed class PlainVerb : PortalVerb
{
    private readonly IPortalCommand _command;

    public PlainVerb(IPortalCommand command)
        : base(string.Join(' ', command.Verb), command.Description)
    {
        _command = command;
        Command.TreatUnmatchedTokensAsErrors = false;
    }

    public override string Usage => _command.Usage;

    public override Task<int> RunAsync(VerbCall call) =>
        _command.RunAsync(call.Services, [.. call.Given.UnmatchedTokens], call.Output, call.Errors);
}
