using System.CommandLine;

namespace SecurityPortal.Hosting.Cli;

/// <summary>A verb that was given: with what, and where it answers.</summary>
internal sealed record VerbCall(IServiceProvider Services, ParseResult Given, TextWriter Output, TextWriter Errors);
