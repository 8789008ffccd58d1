namespace SecurityPortal.Hosting.Cli;

/// <summary>A verb that parses its own arguments.</summary>
internal interface IPortalCommand
{
    /// <summary>The words that select it.</summary>
    string[] Verb { get; }

    string Usage { get; }

    string Description { get; }

    /// <summary>Returns the exit code: 0 for success, 1 for failure, 2 for wrong usage.</summary>
    Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors);
}
