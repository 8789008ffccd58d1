using System.Diagnostics;
using System.Globalization;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>The program <c>oathtool</c> as a person's authenticator app.</summary>
internal static class Oathtool
{
    /// <summary>The authenticator key of the demo account "carol".</summary>
    public const string CarolsKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    public static Task<string> CarolsCodeAsync(TimeProvider clock) => CodeAsync(CarolsKey, clock.GetUtcNow());

    public static async Task<string> CodeAsync(string base32, DateTimeOffset now)
    {
        var start = new ProcessStartInfo("oathtool")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--totp", "--base32", "--now", now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                base32.Replace(" ", "", StringComparison.Ordinal),
            },
        };
        using var process = Process.Start(start)!;
        var code = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? code.Trim() : throw new InvalidOperationException("oathtool refused.");
    }
}
