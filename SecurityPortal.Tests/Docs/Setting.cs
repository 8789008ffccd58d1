using System.Reflection;

namespace SecurityPortal.Tests.Docs;

/// <summary>One setting, as its options class and that class's documentation describe it.</summary>
/// <param name="Section">The section that its class is bound to.</param>
/// <param name="Key">Its full key, such as <c>Recovery:WaitingPeriod</c>.</param>
/// <param name="Options">The class that the section is bound to.</param>
/// <param name="Property">The property, of that class or of one nested in it.</param>
/// <param name="Default">Empty when not documented.</param>
/// <param name="Limits">Empty when there are none.</param>
/// <param name="Meaning">Empty when not documented.</param>
internal sealed record Setting(
    string Section, string Key, Type Options, PropertyInfo Property, string Default, string Limits, string Meaning)
{
    public string TypeName => Name(Property.PropertyType);

    private static string Name(Type type) =>
        type.IsArray ? type.GetElementType() == typeof(TimeSpan) ? "times" : "list"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? "by name"
        : (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var plain when plain == typeof(bool) => "true or false",
            var plain when plain == typeof(TimeSpan) => "time",
            var plain when plain == typeof(string) => "text",
            { IsEnum: true } => "one of",
            _ => "number",
        };
}
