using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Runs programs as an operator does.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end; returns its exit code, and its output followed by its errors.</summary>
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

    /// <summary>Publishes a project of this repository as the README says: for release, for this machine.</summary>
    /// <param name="project">Its folder, relative to the repository.</param>
    /// <param name="folder">The output folder.</param>
    public static async Task PublishAsync(string project, string folder)
    {
        var (code, said) = await RunAsync(
            "dotnet", "publish", project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", folder,
            "--artifacts-path", $"{folder}.build", "--verbosity", "quiet", "--nologo");
        Assert.True(code == 0, said);
    }
}
