using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace SecurityPortal.Shell;

/// <summary>
/// Finds texts that differ from another one of the same folder by their capitals alone ("Backup codes" as a name,
/// "backup codes" in a sentence). A resx file cannot hold both names, so the one in small letters is kept there with
/// <see cref="Mark"/> after it.
/// </summary>
internal sealed class SentenceTexts(IStringLocalizer texts) : IStringLocalizer
{
    public const string Mark = " (in a sentence)";

    public LocalizedString this[string name] =>
        texts[name] is { ResourceNotFound: true } missing && name.Length > 0 && char.IsLower(name[0])
            ? texts[name + Mark] is { ResourceNotFound: false } found ? new(name, found.Value) : missing
            : texts[name];

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
}

/// <summary>Puts <see cref="SentenceTexts"/> around every folder's texts.</summary>
internal sealed class SentenceTextsFactory(IOptions<LocalizationOptions> options, ILoggerFactory loggers) : IStringLocalizerFactory
{
    private readonly ResourceManagerStringLocalizerFactory _files = new(options, loggers);

    public IStringLocalizer Create(Type resourceSource) => new SentenceTexts(_files.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new SentenceTexts(_files.Create(baseName, location));
}
