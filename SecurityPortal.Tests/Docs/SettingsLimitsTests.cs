using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary>The portal refuses to start with a setting beyond its documented limits.</summary>
public sealed partial class SettingsLimitsTests
{
    private static readonly MethodInfo Refusing = typeof(SettingsLimitsTests).GetMethod(nameof(Refuses), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Fact]
    public async Task A_value_at_a_limit_is_taken_and_one_beyond_it_is_refused()
    {
        await using var portal = new Portal(
            ("Delivery:Email:Provider", "Smtp"), ("Delivery:Smtp:Host", "mail.example.com"), ("Delivery:Smtp:From", "portal@example.com"));
        var tried = SettingsReader.Read(portal.Get<IEnumerable<SettingsSection>>())
            .Where(setting => setting.Property.DeclaringType == setting.Options && setting.TypeName is "number" or "time")
            .SelectMany(setting => Trials(setting.Limits).Select(trial => (Setting: setting, trial.Text, trial.IsTaken))).ToList();

        Assert.True(tried.Count > 80, "The limits were not read.");
        Offences.AssertNone(
            from one in tried
            where IsRefused(portal.Services, one.Setting, one.Text) == one.IsTaken
            select $"{one.Setting.Key} ({one.Setting.Limits}) {(one.IsTaken ? "refuses" : "takes")} {one.Text}");
    }

    private static IEnumerable<(string Text, bool IsTaken)> Trials(string limits)
    {
        foreach (Match match in Bound().Matches(limits))
        {
            var (words, bound) = (match.Groups[1].Value, match.Groups[2].Value);
            var isAbove = words == "above";
            yield return (bound, !isAbove);
            if (isAbove)
            {
                continue;
            }

            yield return (Beyond(bound, words is "to" or "at most" ? 1 : -1), false);
        }
    }

    // The next value beyond the bound: a millisecond for a time, one for a number.
    private static string Beyond(string bound, int direction) =>
        bound.Contains(':', StringComparison.Ordinal)
            ? (TimeSpan.Parse(bound, CultureInfo.InvariantCulture) + TimeSpan.FromMilliseconds(direction)).ToString("c", CultureInfo.InvariantCulture)
            : (int.Parse(bound, CultureInfo.InvariantCulture) + direction).ToString(CultureInfo.InvariantCulture);

    private static bool IsRefused(IServiceProvider services, Setting setting, string text) =>
        (bool)Refusing.MakeGenericMethod(setting.Options).Invoke(null, [services, setting.Property, setting.Key, text])!;

    private static bool Refuses<TOptions>(IServiceProvider services, PropertyInfo property, string key, string text)
        where TOptions : class
    {
        var options = services.GetRequiredService<IOptionsFactory<TOptions>>().Create(Options.DefaultName);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(options, type == typeof(TimeSpan)
            ? text.Contains(':', StringComparison.Ordinal)
                ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
                : TimeSpan.FromMilliseconds(int.Parse(text, CultureInfo.InvariantCulture))
            : Convert.ChangeType(text, type, CultureInfo.InvariantCulture));
        return services.GetServices<IValidateOptions<TOptions>>().Select(validator => validator.Validate(Options.DefaultName, options))
            .SelectMany(result => result.Failures ?? []).Any(failure => failure.Contains(key, StringComparison.Ordinal)
                && (failure.StartsWith($"{key} ", StringComparison.Ordinal) || failure.Contains(" and ", StringComparison.Ordinal)));
    }

    [GeneratedRegex("(from|to|at least|at most|above) (-?[0-9][0-9.:]*)")]
    private static partial Regex Bound();
}
