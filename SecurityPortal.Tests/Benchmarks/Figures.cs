using System.Globalization;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>A table of measurements, printed and saved in <c>TestResults/benchmarks</c>.</summary>
internal sealed class Figures(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params object[] cells) =>
        _rows.Add([.. cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")]);

    /// <param name="test">The full name of the test that measured them.</param>
    public void Print(string test)
    {
        string[][] all = [columns, .. _rows];
        var widths = columns.Select((_, i) => all.Max(row => row[i].Length)).ToList();
        string Line(string[] row) => string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])));
        var text = string.Join(
            Environment.NewLine,
            [
                "", title, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, client on the same machine, large pages: {LargePages()}", "",
                .. all.Select(Line), "",
                $"SecurityPortal.Tests/bin/Release/net10.0/SecurityPortal.Tests --explicit only --filter-method {test}", "",
            ]);
        Console.WriteLine(text);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "benchmarks"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{test.Split('.')[^1]}.txt"), text);
    }

    // Argon2id is about twice as fast with large pages.
    private static string LargePages()
    {
        const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";
        return File.Exists(Setting) ? File.ReadAllText(Setting).Split('[', ']')[1] : "unknown";
    }

    /// <summary>Returns the value that this share of the sorted values does not exceed: 0.95 for the 95th percentile.</summary>
    public static double At(IReadOnlyList<double> sorted, double part) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
