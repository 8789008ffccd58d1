namespace SecurityPortal.Hosting.Cli;

/// <summary>A verb that reads its words by itself.</summary>
internal interface IPortalCommand
{
    /// <summary>The words that choose it.</summary>
    string[] Verb { get; }

    string Usage { get; }

    string Description { get; }

    /// <summary>Returns the exit code: 0 for done, 1 for "no", 2 when it was not called as it should be.</summary>
    Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors);
}
