using MudBlazor;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// The only place that defines colours, type and corners, for light and dark. Browsers get it as a stylesheet
/// (<see cref="ThemeStylesheet"/>), on pages with and without a circuit alike.
/// </summary>
internal static class PortalTheme
{
    private const string Small = "0.875rem";
    private const string Normal = "1rem";
    private const string Large = "1.5rem";

    // The names of the system's own interface font, then the fonts of older systems.
    private static readonly string[] Sans = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c6b",
            PrimaryContrastText = "#ffffff",
            PrimaryDarken = "#084550",
            Secondary = "#4b5660",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#3d4f8a",
            TertiaryContrastText = "#ffffff",
            Info = "#0b5c6b",
            InfoContrastText = "#ffffff",
            InfoDarken = "#084550",
            Success = "#1d6b45",
            SuccessContrastText = "#ffffff",
            SuccessDarken = "#15553a",
            Warning = "#8a5a00",
            WarningContrastText = "#ffffff",
            WarningDarken = "#6d4700",
            Error = "#b3261e",
            ErrorContrastText = "#ffffff",
            ErrorDarken = "#8f1d17",
            Dark = "#16202a",
            DarkContrastText = "#ffffff",
            Black = "#16202a",
            TextPrimary = "#16202a",
            TextSecondary = "#4b5660",
            TextDisabled = "#626e78",
            ActionDefault = "#4b5660",
            ActionDisabled = "#626e78",
            ActionDisabledBackground = "#e6ebee",
            Background = "#f6f8f9",
            BackgroundGray = "#eef2f4",
            Surface = "#ffffff",
            DrawerBackground = "#f6f8f9",
            DrawerText = "#16202a",
            DrawerIcon = "#4b5660",
            AppbarBackground = "#ffffff",
            AppbarText = "#16202a",
            LinesDefault = "#d5dce1",
            LinesInputs = "#74818b",
            TableLines = "#d5dce1",
            Divider = "#d5dce1",
            DividerLight = "#e6ebee",
            Skeleton = "#e6ebee",
            OverlayDark = "rgba(15,21,25,0.5)",
            GrayDefault = "#74818b",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5ec4d4",
            PrimaryContrastText = "#06262c",
            PrimaryDarken = "#8ad6e2",
            Secondary = "#a9b5be",
            SecondaryContrastText = "#0f1519",
            Tertiary = "#aab8ee",
            TertiaryContrastText = "#0f1519",
            Info = "#5ec4d4",
            InfoContrastText = "#06262c",
            InfoDarken = "#8ad6e2",
            Success = "#7bcfa1",
            SuccessContrastText = "#0a2617",
            SuccessDarken = "#9fdfbc",
            Warning = "#e0b15c",
            WarningContrastText = "#2b2415",
            WarningDarken = "#eac583",
            Error = "#ff8a80",
            ErrorContrastText = "#3a0906",
            ErrorDarken = "#ffb0a9",
            Dark = "#2f3a42",
            DarkContrastText = "#e6edf2",
            Black = "#0f1519",
            TextPrimary = "#e6edf2",
            TextSecondary = "#a9b5be",
            TextDisabled = "#8b98a2",
            ActionDefault = "#a9b5be",
            ActionDisabled = "#8b98a2",
            ActionDisabledBackground = "#2a343b",
            Background = "#0f1519",
            BackgroundGray = "#212b32",
            Surface = "#182026",
            DrawerBackground = "#0f1519",
            DrawerText = "#e6edf2",
            DrawerIcon = "#a9b5be",
            AppbarBackground = "#182026",
            AppbarText = "#e6edf2",
            LinesDefault = "#2f3a42",
            LinesInputs = "#7b8994",
            TableLines = "#2f3a42",
            Divider = "#2f3a42",
            DividerLight = "#2a343b",
            Skeleton = "#2a343b",
            OverlayDark = "rgba(0,0,0,0.6)",
            GrayDefault = "#7b8994",
        },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "8px",
            AppbarHeight = "56px",
            DrawerWidthLeft = "272px",
        },
        Typography = new Typography
        {
            Default = Type<DefaultTypography>(Normal, "400", "1.5"),
            H1 = Type<H1Typography>(Large, "600", "1.25"),
            H2 = Type<H2Typography>(Normal, "600", "1.5"),
            H3 = Type<H3Typography>(Normal, "600", "1.5"),
            H4 = Type<H4Typography>(Normal, "600", "1.5"),
            H5 = Type<H5Typography>(Normal, "600", "1.5"),
            H6 = Type<H6Typography>(Normal, "600", "1.5"),
            Subtitle1 = Type<Subtitle1Typography>(Normal, "400", "1.5"),
            Subtitle2 = Type<Subtitle2Typography>(Small, "600", "1.5"),
            Body1 = Type<Body1Typography>(Normal, "400", "1.5"),
            Body2 = Type<Body2Typography>(Small, "400", "1.5"),
            Button = Type<ButtonTypography>(Small, "600", "1.25"),
            Caption = Type<CaptionTypography>(Small, "400", "1.5"),
            Overline = Type<OverlineTypography>(Small, "600", "1.5"),
        },
    };

    private static T Type<T>(string size, string weight, string lineHeight)
        where T : BaseTypography, new() => new()
        {
            FontFamily = Sans,
            FontSize = size,
            FontWeight = weight,
            LineHeight = lineHeight,
            LetterSpacing = "normal",
            TextTransform = "none",
        };
}
