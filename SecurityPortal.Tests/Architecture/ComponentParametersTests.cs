using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>
/// Razor takes the value of a text parameter as text unless it begins with <c>@</c>: <c>Method="Description.Id"</c> hands
/// over these very letters, and the compiler has nothing to say.
/// </summary>
public sealed partial class ComponentParametersTests
{
    private static readonly Dictionary<string, Type> Components = typeof(Program).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.IsAbstract && !type.Name.Contains('<'))
        .DistinctBy(type => type.Name).ToDictionary(type => type.Name);

    [Fact]
    public void No_text_parameter_is_given_the_letters_of_an_expression()
    {
        Assert.Equal(["Method"], OffencesIn("""<MethodItemList Session="Session" Method="Description.Id" Items="_items" />"""));
        Assert.Empty(OffencesIn("""<MethodItemList Session="Session" Method="@Description.Id" Items="_items" />"""));

        var files = Directory.GetFiles(Path.Combine(Repository.Root, "SecurityPortal"), "*.razor", SearchOption.AllDirectories);
        Assert.True(files.Length > 60, "The components of the portal were not found.");
        Offences.AssertNone(
            from file in files
            from parameter in OffencesIn(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {parameter} needs an @");
    }

    private static IEnumerable<string> OffencesIn(string razor) =>
        from tag in Tag().Matches(razor)
        where Components.ContainsKey(tag.Groups["name"].Value)
        from attribute in Attribute().Matches(tag.Value)
        let parameter = Components[tag.Groups["name"].Value].GetProperty(attribute.Groups["name"].Value)
        where parameter?.PropertyType == typeof(string) && parameter.GetCustomAttribute<ParameterAttribute>() is not null
        where Expression().IsMatch(attribute.Groups["value"].Value)
        select parameter.Name;

    [GeneratedRegex("""<(?<name>[A-Z]\w+)\s[^<]*""")]
    private static partial Regex Tag();

    [GeneratedRegex("(?<=\\s)(?<name>[A-Z]\\w*)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Attribute();

    // A field, or a member of something.
    [GeneratedRegex("""^(_\w+|\w+(\.|\?\.)\w+.*)$""")]
    private static partial Regex Expression();
}
