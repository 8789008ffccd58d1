using System.Diagnostics;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>Programs as an operator runs them.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end; what it said is its output and its errors together.</summary>
    public static Task<(int Code, string Said)> RunAsync(string program, params string[] arguments) => RunAsync(program, [], arguments);

    /// <inheritdoc cref="RunAsync(string, string[])"/>
    /// <param name="environment">Added to the environment.</param>
    public static async Task<(int Code, string Said)> RunAsync(string program, (string Key, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
