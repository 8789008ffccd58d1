using System.Collections.Concurrent;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// Finds texts that differ from another one of the same folder only by capitals ("Backup codes" as a name, "backup codes" in a
/// sentence). A resx file cannot hold both names, so the lower-case one is stored with <see cref="Mark"/> after it.
/// </summary>
/// <remarks>
/// A page looks up a hundred texts, so each result is cached: the framework's lookups are slow, and throw for every text in a
/// language that has no file, such as English (Docs/Decisions/15-english-in-the-code.md).
/// </remarks>
internal sealed class SentenceTexts(IStringLocalizer texts) : IStringLocalizer
{
    public const string Mark = " (in a sentence)";

    private readonly ConcurrentDictionary<(string Language, string Name), LocalizedString> _found = new();

    public LocalizedString this[string name] =>
        _found.GetOrAdd((CultureInfo.CurrentUICulture.Name, name), static (key, texts) => Find(texts, key.Name), texts);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);

    private static LocalizedString Find(IStringLocalizer texts, string name)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Languages.Default)
        {
            return new(name, name);
        }

        return texts[name] is { ResourceNotFound: true } missing && name.Length > 0 && char.IsLower(name[0])
            ? texts[name + Mark] is { ResourceNotFound: false } found ? new(name, found.Value) : missing
            : texts[name];
    }
}
