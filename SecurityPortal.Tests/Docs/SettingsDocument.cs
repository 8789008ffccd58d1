using System.Text;

namespace SecurityPortal.Tests.Docs;

/// <summary>Builds the text of <c>Settings.md</c>.</summary>
internal static class SettingsDocument
{
    private const string Beginning =
        """
        # Settings

        `bash SecurityPortal/Docs/make` writes this page from the options classes and their documentation; do not edit it.

        A setting stands in `appsettings.json`, in the environment (`Recovery__WaitingPeriod=2.00:00:00`), on the command line (`--Recovery:WaitingPeriod=2.00:00:00`), or in a file of its own in `Secrets:Folder`. A list has one entry for each number (`Portal__LegalLinks__0__Name`). A time is `hh:mm:ss`, or `d.hh:mm:ss` with days. A network is one IPv4 address, or an IPv6 network of 64 bits.

        The portal checks all settings when it starts and names everything that is wrong at once, keys that nothing reads included; `SecurityPortal check` does the same and starts nothing.

        Besides these, `ConnectionStrings:Portal` names the database (in Development `App_Data/portal.db`), `ConnectionStrings:CopyTo` the one that `SecurityPortal copy` fills. `Kestrel`, `Logging`, `ASPNETCORE_…` and `OTEL_…` are those of .NET and OpenTelemetry.

        """;

    public static string Text(IReadOnlyList<Setting> settings)
    {
        var text = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        foreach (var section in settings.GroupBy(setting => setting.Section))
        {
            text.Append($"\n## {section.Key}\n\n| setting | type | default | limits | meaning |\n| --- | --- | --- | --- | --- |\n");
            foreach (var setting in section)
            {
                text.Append($"| `{setting.Key}` | {setting.TypeName} | {Cell(setting.Default)} | {Cell(setting.Limits)} | {Cell(setting.Meaning)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Length == 0 ? "–" : text.Replace("|", "\\|", StringComparison.Ordinal);
}
