namespace SecurityPortal.Platform.Web;

/// <summary>
/// The style sheet for the operator's accent colour: the colours of <see cref="PortalTheme"/> and the tokens of
/// <c>portal.css</c> that use it, for light and for dark pages. The device or the person chooses between the two, as in
/// <see cref="ThemeStylesheet"/>. The derived colours are readable wherever the portal's own are.
/// </summary>
internal static class AccentSheet
{
    // The darkest background of accent-coloured text on light pages, and the lightest on dark ones (--sunken).
    private static readonly AccentColour LightGround = new(0xee, 0xf2, 0xf4);
    private static readonly AccentColour DarkGround = new(0x21, 0x2b, 0x32);
    private static readonly AccentColour DarkSurface = new(0x18, 0x20, 0x26);

    // The theme's colours that use the accent.
    private static readonly string[] Palette = ["primary", "info"];

    /// <summary>Returns the colour's contrast where it is hardest to read: as text on its own tint, or on the grey background.</summary>
    public static double WeakestContrast(AccentColour accent) =>
        Math.Min(accent.ContrastTo(LightGround), accent.ContrastTo(Tint(accent)));

    public static string Of(AccentColour accent)
    {
        var light = OnDark(accent);
        var dark = Declarations(light, light.With(AccentColour.White, 0.3), DarkTint(light), AccentColour.Black);
        return $$"""
            :root { {{Declarations(accent, accent.With(AccentColour.Black, 0.25), Tint(accent), AccentColour.White)}} }
            @media (prefers-color-scheme: dark) {
              :root:not([data-theme="light"]) { {{dark}} }
            }
            :root[data-theme="dark"] { {{dark}} }

            """;
    }

    /// <summary>Returns the colour, lightened as much as text on dark pages needs.</summary>
    public static AccentColour OnDark(AccentColour accent)
    {
        for (var percent = 0; percent < 100; percent += 5)
        {
            var lighter = accent.With(AccentColour.White, percent / 100.0);
            if (lighter.ContrastTo(DarkGround) >= AccentColour.LeastContrast
                && lighter.ContrastTo(DarkTint(lighter)) >= AccentColour.LeastContrast)
            {
                return lighter;
            }
        }

        return AccentColour.White;
    }

    private static AccentColour Tint(AccentColour accent) => AccentColour.White.With(accent, 0.1);

    private static AccentColour DarkTint(AccentColour light) => DarkSurface.With(light, 0.12);

    private static string Declarations(AccentColour accent, AccentColour deep, AccentColour soft, AccentColour on) =>
        string.Join(' ', [
            $"--accent: {accent}; --accent-deep: {deep}; --accent-soft: {soft}; --on-accent: {on};",
            .. Palette.Select(name => PaletteOf($"--mud-palette-{name}", accent, deep, on))]);

    private static string PaletteOf(string name, AccentColour accent, AccentColour deep, AccentColour on) =>
        $"{name}: {accent}; {name}-rgb: {accent.Red},{accent.Green},{accent.Blue}; {name}-text: {on}; {name}-darken: {deep}; "
        + $"{name}-lighten: {accent.With(AccentColour.White, 0.2)}; {name}-hover: rgba({accent.Red},{accent.Green},{accent.Blue},0.06);";
}
