using System.CommandLine;

namespace SecurityPortal.Hosting.Cli;

/// <summary>A call of a verb: its arguments, the services it uses, and where it writes.</summary>
internal sealed record VerbCall(IServiceProvider Services, ParseResult Given, TextWriter Output, TextWriter Errors);
