using MudBlazor;

namespace SecurityPortal.Shell;

/// <summary>The colours and measures of the look, given to MudBlazor; portal.css holds the same ones.</summary>
internal static class PortalTheme
{
    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c6b",
            Secondary = "#57606a",
            Background = "#f6f8f9",
            Surface = "#ffffff",
            TextPrimary = "#16202a",
            TextSecondary = "#4b5660",
            LinesDefault = "#d5dce1",
            Divider = "#d5dce1",
            Warning = "#8a5a00",
            Error = "#b3261e",
            ActionDefault = "#4b5660",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5ec4d4",
            Secondary = "#9aa6b0",
            Background = "#0f1519",
            Surface = "#182026",
            TextPrimary = "#e6edf2",
            TextSecondary = "#a9b5be",
            LinesDefault = "#2f3a42",
            Divider = "#2f3a42",
            Warning = "#e0b15c",
            Error = "#ff8a80",
            ActionDefault = "#a9b5be",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px" },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"],
                FontSize = "1rem",
                LineHeight = "1.5",
            },
        },
    };
}
