using SecurityPortal.Platform.Configuration;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary>The documents that <c>SecurityPortal/Docs/make</c> writes match the compiled portal.</summary>
public sealed class WrittenDocumentsTests
{
    private const string Advice = "is out of date: bash SecurityPortal/Docs/make";

    [Fact]
    public async Task Settings_md_lists_every_setting_as_it_is() =>
        Assert.True(SettingsDocument.Text(await SettingsAsync()) == Read("Settings.md"), $"Settings.md {Advice}");

    [Fact]
    public void House_md_shows_the_folders_and_what_they_use() =>
        Assert.True(HouseDocument.Text() == Read("House.md"), $"House.md {Advice}");

    [Fact]
    public async Task Every_setting_says_what_it_means_and_what_its_default_is()
    {
        var settings = await SettingsAsync();

        Assert.True(settings.Count > 120, "The settings were not found.");
        Offences.AssertNone(settings.Where(setting => setting.Meaning.Length == 0).Select(setting => $"{setting.Key} has no summary"));
        Offences.AssertNone(settings.Where(setting => setting.Default.Length == 0)
            .Select(setting => $"{setting.Key} has no default that can be read off, and no <default> in its documentation"));
    }

    [OnDemand]
    public async Task Both_are_written()
    {
        await File.WriteAllTextAsync(PathOf("Settings.md"), SettingsDocument.Text(await SettingsAsync()));
        await File.WriteAllTextAsync(PathOf("House.md"), HouseDocument.Text());
    }

    private static async Task<IReadOnlyList<Setting>> SettingsAsync()
    {
        await using var portal = new Portal();
        return SettingsReader.Read(portal.Get<IEnumerable<SettingsSection>>());
    }

    private static string Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : "";

    private static string PathOf(string name) => Path.Combine(Repository.Root, "SecurityPortal", "Docs", name);
}
