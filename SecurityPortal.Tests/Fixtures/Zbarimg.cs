using System.Diagnostics;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The program <c>zbarimg</c> as the camera of a person's phone.</summary>
internal static class Zbarimg
{
    /// <summary>Returns the text of the QR code in a PNG picture.</summary>
    public static async Task<string> ReadAsync(byte[] png)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        await File.WriteAllBytesAsync(file, png);
        try
        {
            var start = new ProcessStartInfo("zbarimg") { RedirectStandardOutput = true, ArgumentList = { "--quiet", "--raw", file } };
            using var process = Process.Start(start)!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? text.Trim() : throw new InvalidOperationException("No QR code could be read.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
