using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecurityPortal.Platform.Configuration;

namespace SecurityPortal.Tests.Docs;

/// <summary>
/// Reads every setting from the registered options classes: its meaning from the property's <c>summary</c>, its limits from
/// <c>value</c>, and its default from <c>default</c>, or from a new instance where there is no such tag.
/// </summary>
internal static partial class SettingsReader
{
    private static readonly Lazy<Dictionary<string, XElement>> Documentation = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Program).Assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value));

    public static IReadOnlyList<Setting> Read(IEnumerable<SettingsSection> sections) =>
    [
        .. sections.OrderBy(section => section.Path, StringComparer.Ordinal)
            .SelectMany(section => Of(section, section.Type, section.Path)),
    ];

    private static IEnumerable<Setting> Of(SettingsSection section, Type type, string path)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var (key, inner) = ($"{path}:{property.Name}", Inner(property.PropertyType));
            if (inner?.Suffix != "")
            {
                yield return new(
                    section.Path, key, section.Type, property,
                    Text(property, "default") is { Length: > 0 } said ? said : Text(property.GetValue(defaults)),
                    Text(property, "value"), Text(property, "summary"));
            }

            foreach (var setting in inner is { } class_ ? Of(section, class_.Type, key + class_.Suffix) : [])
            {
                yield return setting;
            }
        }
    }

    // A settings class nested in another: as a single value, in a list, or by name.
    private static (Type Type, string Suffix)? Inner(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? (type.GetGenericArguments()[1], ":<name>")
        : type.IsArray && IsClass(type.GetElementType()!) ? (type.GetElementType()!, ":<number>")
        : IsClass(type) ? (type, "")
        : null;

    private static bool IsClass(Type type) => type.IsClass && !type.IsArray && type.Namespace!.StartsWith(nameof(SecurityPortal), StringComparison.Ordinal);

    private static string Text(object? value) => value switch
    {
        bool yes => yes ? "`true`" : "`false`",
        TimeSpan or int or double or Enum or string { Length: > 0 } => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        _ => "",
    };

    private static string Text(PropertyInfo property, string tag)
    {
        if (!Documentation.Value.TryGetValue($"P:{property.DeclaringType!.FullName}.{property.Name}", out var member)
            || member.Element(tag) is not { } element)
        {
            return "";
        }

        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XText plain => plain.Value,
            _ => node.ToString(),
        }));
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
