namespace SecurityPortal.Platform.Web;

/// <summary>A colour in sRGB, and its contrast to another.</summary>
internal readonly record struct AccentColour(byte Red, byte Green, byte Blue)
{
    /// <summary>The minimum contrast of text against its background (WCAG 2.2, 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    public static readonly AccentColour White = new(255, 255, 255);
    public static readonly AccentColour Black = new(0, 0, 0);

    /// <summary>Parses a colour such as #0b5c6b; null for anything else.</summary>
    public static AccentColour? Parse(string text) =>
        text is ['#', _, _, _, _, _, _]
        && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    /// <summary>Returns the contrast between two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").</summary>
    public double ContrastTo(AccentColour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>Returns this colour mixed with a share of another, from 0 to 1.</summary>
    public AccentColour With(AccentColour other, double share) =>
        new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte part)
    {
        var value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Mixed(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));
}
