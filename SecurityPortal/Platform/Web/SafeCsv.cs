using CsvHelper;
using CsvHelper.Configuration;

namespace SecurityPortal.Platform.Web;

/// <summary>Writes CSV for spreadsheets. A cell that begins like a formula gets an apostrophe in front (OWASP, CSV injection).</summary>
internal static class SafeCsv
{
    // Characters that a spreadsheet takes for the beginning of a formula, including the wide forms, which it reads in the same
    // way.
    private static readonly char[] FormulaSigns = ['=', '@', '+', '-', '\t', '\r', '\n', '\uFF1D', '\uFF20', '\uFF0B', '\uFF0D', '\u2212'];

    public static CsvWriter To(TextWriter text) => new(
        text,
        new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            InjectionOptions = InjectionOptions.Escape,
            InjectionCharacters = FormulaSigns,
        },
        leaveOpen: true);

    public static async Task WriteRowAsync(this CsvWriter csv, params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync();
    }
}
