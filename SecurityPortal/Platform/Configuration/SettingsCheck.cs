using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// Checks the configuration before it is bound: the framework would report only the first value that it cannot read, and a key
/// that nothing reads not at all.
/// </summary>
internal sealed partial class SettingsCheck(IConfiguration configuration, IEnumerable<SettingsSection> sections)
{
    // Sections in which unread keys are not reported.
    private static readonly string[] Others = ["ConnectionStrings", "Logging", "Kestrel"];

    private readonly IReadOnlyList<SettingsSection> _sections = [.. sections];

    /// <summary>Returns each value that cannot be read, and what is expected instead.</summary>
    public IReadOnlyList<string> Unreadable() =>
        [.. _sections.SelectMany(section => Unreadable(configuration.GetSection(section.Path), section.Type))];

    /// <summary>Whether a value in this section cannot be read; the section as a whole cannot be validated then.</summary>
    public bool IsUnreadable(SettingsSection section) =>
        Unreadable(configuration.GetSection(section.Path), section.Type).Any();

    /// <summary>Returns the keys that nothing reads, each with the key that was probably meant; null when none is similar.</summary>
    public IReadOnlyList<(string Key, string? Meant)> Unread()
    {
        var known = _sections.SelectMany(section => Known(section.Path, section.Type)).Concat(_sections.SelectMany(Above))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var roots = _sections.Select(section => section.Path.Split(':')[0]).Concat(Others).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

        // The environment contains other sections, which are ignored unless their name resembles one of ours.
        var strange = configuration.GetChildren()
            .Where(root => root.GetChildren().Any() && !roots.Contains(root.Key, StringComparer.OrdinalIgnoreCase))
            .Select(root => (root.Key, Meant: Nearest(root.Key, roots))).Where(root => root.Meant is not null);
        return
        [
            .. strange,
            .. roots.Except(Others).SelectMany(root => Unread(configuration.GetSection(root), known)),
        ];
    }

    private static IEnumerable<(string, string?)> Unread(IConfigurationSection section, HashSet<string> known) =>
        section.GetChildren().SelectMany(child =>
            known.Contains($"{child.Path}:*") ? []
            : known.Contains(child.Path) ? Unread(child, known)
            : new (string, string?)[]
            {
                (child.Path, Nearest(child.Path, [.. known.Where(key => !key.EndsWith('*') && key.Split(':').Length == child.Path.Split(':').Length)])),
            });

    // Everything below a list or a dictionary counts as known: its keys are numbers or free names.
    private static IEnumerable<string> Known(string path, Type type) => Properties(type).SelectMany(property =>
    {
        var key = $"{path}:{property.Name}";
        return property.PropertyType.IsArray || EntryOf(property.PropertyType) is not null ? [key, $"{key}:*"]
            : IsValue(property.PropertyType) ? [key]
            : (IEnumerable<string>)[key, .. Known(key, property.PropertyType)];
    });

    private static IEnumerable<string> Above(SettingsSection section)
    {
        var parts = section.Path.Split(':');
        return Enumerable.Range(1, parts.Length).Select(count => string.Join(':', parts[..count]));
    }

    private static IEnumerable<string> Unreadable(IConfigurationSection section, Type type) => Properties(type).SelectMany(property =>
    {
        var (value, propertyType) = (section.GetSection(property.Name), property.PropertyType);
        return EntryOf(propertyType) is { } entryType ? value.GetChildren().SelectMany(entry => Unreadable(entry, entryType))
            : propertyType.IsArray
            ? string.IsNullOrEmpty(value.Value)
                ? value.GetChildren().SelectMany(entry => IsValue(propertyType.GetElementType()!)
                    ? Unreadable(entry.Path, entry.Value, propertyType.GetElementType()!)
                    : Unreadable(entry, propertyType.GetElementType()!))
                : [$"{value.Path} is a list. Give its first entry as {value.Path}:0."]
            : IsValue(propertyType) ? Unreadable(value.Path, value.Value, propertyType)
            : Unreadable(value, propertyType);
    });

    // The type of a dictionary's entries.
    private static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static IEnumerable<string> Unreadable(string path, string? text, Type type)
    {
        var (plain, isOptional) = (Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null);
        if (text is null || plain == typeof(string) || (isOptional && text.Length == 0) || IsReadable(text, plain))
        {
            yield break;
        }

        yield return $"{path} is '{text}'. {Expected(plain)}";
    }

    private static bool IsReadable(string text, Type type)
    {
        // The framework reads a bare number as days, and 72:00:00 as 72 days: nobody means that.
        if (type == typeof(TimeSpan) && !Time().IsMatch(text))
        {
            return false;
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception)
        {
            // Converters throw exceptions of any type.
            return false;
        }
    }

    private static string Expected(Type type) =>
        type == typeof(TimeSpan) ? "Give a time as hours, minutes and seconds, such as 01:00:00, or with days before it, such as 14.00:00:00."
        : type == typeof(bool) ? "Give true or false."
        : type == typeof(double) ? "Give a number, such as 0.2."
        : type.IsEnum ? $"Give one of: {string.Join(", ", Enum.GetNames(type))}."
        : "Give a whole number, such as 5.";

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static bool IsValue(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsValueType;

    private static string? Nearest(string key, IReadOnlyList<string> keys) =>
        keys.Select(known => (known, Distance: Distance(key.ToUpperInvariant(), known.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, key.Length / 4)).OrderBy(pair => pair.Distance).Select(pair => pair.known).FirstOrDefault();

    // Characters to insert, delete or replace (Levenshtein).
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], left) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
                left = row[j];
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"^([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,7})?)?$")]
    private static partial Regex Time();
}
