using MudBlazor;

namespace SecurityPortal.Shell;

/// <summary>The colours and measures of the look, given to MudBlazor; portal.css holds the same ones.</summary>
internal static class PortalTheme
{
    private const string Small = "0.875rem";
    private const string Base = "1rem";
    private const string Large = "1.5rem";

    private static readonly string[] Sans =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c6b",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4b5660",
            Tertiary = "#0b5c6b",
            Info = "#0b5c6b",
            Success = "#0b5c6b",
            Background = "#f6f8f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#16202a",
            TextPrimary = "#16202a",
            TextSecondary = "#4b5660",
            LinesDefault = "#d5dce1",
            LinesInputs = "#74818b",
            TableLines = "#d5dce1",
            Divider = "#d5dce1",
            Warning = "#8a5a00",
            Error = "#b3261e",
            ActionDefault = "#74818b",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5ec4d4",
            PrimaryContrastText = "#06262c",
            Secondary = "#a9b5be",
            Tertiary = "#5ec4d4",
            Info = "#5ec4d4",
            Success = "#5ec4d4",
            Background = "#0f1519",
            Surface = "#182026",
            AppbarBackground = "#182026",
            AppbarText = "#e6edf2",
            TextPrimary = "#e6edf2",
            TextSecondary = "#a9b5be",
            LinesDefault = "#2f3a42",
            LinesInputs = "#7b8994",
            TableLines = "#2f3a42",
            Divider = "#2f3a42",
            Warning = "#e0b15c",
            Error = "#ff8a80",
            ActionDefault = "#7b8994",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = Base, LineHeight = "1.5", LetterSpacing = "normal" },
            H5 = new H5Typography { FontSize = Large },
            H6 = new H6Typography { FontSize = Base, FontWeight = "600" },
            Body1 = new Body1Typography { FontSize = Base, LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = Small, LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = Base, FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = Small, LetterSpacing = "normal" },
        },
    };
}
