namespace SecurityPortal.Platform.Web;

/// <summary>Refuses at start a logo that cannot be shown, and a colour that is not valid or has too little contrast.</summary>
internal sealed class BrandValidator(IHostEnvironment environment) : IValidateOptions<PortalOptions>
{
    private const long MostBytes = 100 * 1024;

    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        List<string> faults = [.. LogoFault(options.Logo), .. AccentFault(options.Accent)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> LogoFault(string logo)
    {
        if (logo.Length == 0)
        {
            return [];
        }

        if (Brand.TypeOf(logo) is null)
        {
            return [$"Portal:Logo is '{logo}'. Give the path of a file that ends in .svg, .png or .webp."];
        }

        try
        {
            var file = new FileInfo(environment.Rooted(logo));
            using var reader = file.OpenRead();
            return reader.Length is > 0 and <= MostBytes ? [] : [$"Portal:Logo is '{logo}', which has {reader.Length} bytes. It must have 1 to {MostBytes}."];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"Portal:Logo is '{logo}', which cannot be read: {exception.Message}"];
        }
    }

    private static IEnumerable<string> AccentFault(string accent) =>
        accent.Length == 0 ? []
        : AccentColour.Parse(accent) is not { } colour ? [$"Portal:Accent is '{accent}'. Give a colour as #rrggbb, such as #0b5c6b."]
        : AccentSheet.WeakestContrast(colour) is var contrast && contrast < AccentColour.LeastContrast
            ? [string.Create(CultureInfo.InvariantCulture, $"Portal:Accent is '{accent}', whose contrast on light pages is {Math.Floor(contrast * 10) / 10:0.0}. It must be {AccentColour.LeastContrast:0.0} or more to be read: give a darker colour.")]
        : [];
}
