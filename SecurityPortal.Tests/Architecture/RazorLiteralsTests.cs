using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>
/// Finds component parameters that got a literal text where an expression was meant. For any other type Razor reads
/// <c>Method="Description.Id"</c> as C#; for a string it is just those fourteen letters, and nothing complains.
/// </summary>
public sealed partial class RazorLiteralsTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ILookup<string, Type> Components = new[] { typeof(Program).Assembly, typeof(MudBlazor.MudSwitch<>).Assembly, typeof(ComponentBase).Assembly, typeof(Microsoft.AspNetCore.Components.Routing.NavLink).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsAssignableTo(typeof(IComponent)))
        .ToLookup(type => type.Name.Split('`')[0]);

    [Fact]
    public void No_text_is_given_where_an_expression_was_meant()
    {
        var root = Path.Combine(Repository.Root, "SecurityPortal");
        var read = Directory.EnumerateFiles(root, "*.razor", SearchOption.AllDirectories)
            .Select(file => (File: file, Source: File.ReadAllText(file)))
            .SelectMany(read => Literals(read.Source).Select(literal => (read.File, read.Source, literal.Tag, literal.Name, literal.Value)))
            .Where(literal => IsText(literal.Tag, literal.Name)).ToList();

        Assert.True(read.Count > 5, "The components' texts were not found.");
        Offences.AssertNone(read
            .Where(literal => LooksLikeCode(literal.Value, Path.GetFileNameWithoutExtension(literal.File), literal.Source))
            .Select(literal => $"{Path.GetRelativePath(root, literal.File)}: <{literal.Tag} {literal.Name}=\"{literal.Value}\">"));
    }

    [Theory]
    [InlineData("Description.Id", true)]
    [InlineData("Description", true)]
    [InlineData("_error", true)]
    [InlineData("Method.Detail!.Text", true)]
    [InlineData("place.UserAgent", true)]
    [InlineData("/sign-in/verify", false)]
    [InlineData("method", true)]
    [InlineData("check", false)]
    [InlineData("Set up", false)]
    [InlineData("icons.svg#key", false)]
    public void Code_is_told_from_text(string value, bool isCode) => Assert.Equal(
        isCode, LooksLikeCode(value, "ManageDialog", "@foreach (var method in Methods) { <MethodItemList Method=\"method\" /> }"));

    [Fact]
    public void What_stands_in_a_component_is_read_as_Razor_reads_it()
    {
        const string Source = """
            @* <Icon Name="Comment.Id" /> *@
            <MethodItemList Session="Session" Method="Description.Id" Items='_items' OnDone="() => Show("a > b")" />
            <Notice Kind="AlertKind.Problem">@(L["<Icon Name=\"x\">"])</Notice>
            <PortalDialog Title="@(L["Set up {0}", Name])" Empty>
            """;

        Assert.Equal(
            [
                ("MethodItemList", "Session", "Session"), ("MethodItemList", "Method", "Description.Id"), ("MethodItemList", "Items", "_items"),
                ("Notice", "Kind", "AlertKind.Problem"),
            ],
            Literals(Source).Where(literal => literal.Tag is "MethodItemList" or "Notice" or "PortalDialog" && literal.Name != "OnDone"));
    }

    private static bool IsText(string tag, string name) =>
        Components[tag].Any(type => type.GetProperty(name, All) is { } property
            && property.PropertyType == typeof(string) && property.GetCustomAttribute<ParameterAttribute>() is not null);

    // A dotted member path, the name of one of the component's members, or a variable in the markup.
    private static bool LooksLikeCode(string value, string component, string source) =>
        MemberPath().IsMatch(value)
        && (value.Contains('.', StringComparison.Ordinal)
            || Regex.IsMatch(source, $@"\b(var|string|Guid|int) {Regex.Escape(value)}\b")
            || Components[component].Any(type => Hierarchy(type).Any(one => one.GetMember(value, All | BindingFlags.DeclaredOnly).Length > 0)));

    private static IEnumerable<Type> Hierarchy(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    // Component attributes with literal values, except those that begin with an @.
    private static IEnumerable<(string Tag, string Name, string Value)> Literals(string source)
    {
        source = Comment().Replace(source, "");
        foreach (Match tag in Opening().Matches(source))
        {
            for (var at = tag.Index + tag.Length; ;)
            {
                var attribute = Attribute().Match(source, at);
                if (!attribute.Success)
                {
                    break;
                }

                at = attribute.Index + attribute.Length;
                if (attribute.Groups["quote"].Value is not { Length: 1 } quote)
                {
                    continue;
                }

                var (start, depth) = (at, 0);
                for (; depth > 0 || source[at] != quote[0]; at++)
                {
                    depth += source[at] is '(' or '[' ? 1 : source[at] is ')' or ']' ? -1 : 0;
                }

                var value = source[start..at++];
                if (!value.StartsWith('@') && !attribute.Groups["name"].Value.StartsWith('@'))
                {
                    yield return (tag.Groups["tag"].Value, attribute.Groups["name"].Value, value);
                }
            }
        }
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w""'\\])<(?<tag>[A-Z]\w*)")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\G\s+(?<name>@?[\w:.-]+)(\s*=\s*(?<quote>[""']))?")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^[\p{L}_]\w*([?!]?\.[\p{L}_]\w*(\(\))?)*$")]
    private static partial Regex MemberPath();
}
