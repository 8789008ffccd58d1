using Microsoft.Extensions.Configuration;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Platform.Configuration;

/// <summary>Configuration values, checked before they are used.</summary>
public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("Test:Time", "1h", "Test:Time is '1h'. Give a time as hours, minutes and seconds, such as 01:00:00, or with days before it, such as 14.00:00:00.")]
    [InlineData("Test:Time", "30", "Test:Time is '30'. Give a time as")]
    [InlineData("Test:Time", "72:00:00", "Test:Time is '72:00:00'. Give a time as")]
    [InlineData("Test:Times:1", "soon", "Test:Times:1 is 'soon'. Give a time as")]
    [InlineData("Test:Count", "many", "Test:Count is 'many'. Give a whole number, such as 5.")]
    [InlineData("Test:Count", "", "Test:Count is ''. Give a whole number")]
    [InlineData("Test:Part", "a fifth", "Test:Part is 'a fifth'. Give a number, such as 0.2.")]
    [InlineData("Test:IsOn", "yes", "Test:IsOn is 'yes'. Give true or false.")]
    [InlineData("Test:Strength", "Iron", "Test:Strength is 'Iron'. Give one of: Emergency, Basic, Strong, Strongest.")]
    [InlineData("Test:Names", "Support", "Test:Names is a list. Give its first entry as Test:Names:0.")]
    [InlineData("Test:Inner:Max", "lots", "Test:Inner:Max is 'lots'. Give a whole number")]
    [InlineData("Test:Inners:0:Max", "lots", "Test:Inners:0:Max is 'lots'. Give a whole number")]
    [InlineData("Test:Inners", "lots", "Test:Inners is a list. Give its first entry as Test:Inners:0.")]
    public void A_value_that_cannot_be_read_is_named_with_what_is_expected(string key, string value, string told) =>
        Assert.StartsWith(told, Assert.Single(Check((key, value)).Unreadable()), StringComparison.Ordinal);

    [Fact]
    public void All_that_cannot_be_read_is_named_and_what_can_is_not() => Assert.Equal(2, Check(
        ("Test:Time", "14.01:00:00"), ("Test:Times:0", "1:30"), ("Test:Times:1", "00:00:00.5"), ("Test:Count", "many"), ("Test:Optional", ""), ("Test:Strength", "strong"), ("Test:Names:0", "Support"), ("Test:Inners:0:Max", "2"),
        ("Test:Part", "0.5"), ("Test:Text", "anything"), ("Test:IsOn", "yes")).Unreadable().Count);

    [Theory]
    [InlineData("Tset:Count", "Tset", "Test")]
    [InlineData("Test:Cuont", "Test:Cuont", "Test:Count")]
    [InlineData("Test:Innner:Max", "Test:Innner", "Test:Inner")]
    [InlineData("Test:Inner:Mox", "Test:Inner:Mox", "Test:Inner:Max")]
    [InlineData("Test:Depper:Name", "Test:Depper", "Test:Deeper")]
    [InlineData("Test:SomethingElse", "Test:SomethingElse", null)]
    public void A_key_that_nothing_reads_is_named_with_the_one_that_is_probably_meant(string key, string told, string? meant) =>
        Assert.Equal((told, meant), Assert.Single(Check((key, "1")).Unread()));

    [Fact]
    public void What_is_read_and_what_is_not_ours_is_not_named() => Assert.Empty(Check(
        ("test:TIME", "01:00:00"), ("Test:Names:0", "a"), ("Test:Times:17", "01:00:00"), ("Test:Inner:Max", "1"), ("Test:Inners:0:Max", "1"), ("Test:Deeper:Name", "x"),
        ("PATH", "/bin"), ("Elsewhere:Count", "1"), ("Logging:LogLevel:Default", "Debug"), ("ConnectionStrings:Portal", "x")).Unread());

    [Fact]
    public async Task A_misspelt_list_of_proxies_is_named_and_the_right_one_is_not()
    {
        await using var portal = new Portal(("Proxy:KnownProxys:0", "192.0.2.10"), ("Proxy:KnownProxies:0", "192.0.2.20"));

        Assert.Equal(
            "The portal has no setting Proxy:KnownProxys. Did you mean Proxy:KnownProxies?",
            Assert.Single(StartCheck.Warnings(portal.Services)));
    }

    [Fact]
    public async Task Every_section_of_the_portal_is_looked_at()
    {
        await using var portal = new Portal();
        var sections = ((IEnumerable<SettingsSection>)portal.Services.GetService(typeof(IEnumerable<SettingsSection>))!).Select(section => section.Path);

        Assert.Superset(
            new HashSet<string>
            {
                "Accounts", "ActivityLog", "Database", "Delivery:Sms", "Delivery:WhatsApp", "Delivery:Email", "Delivery:Limits", "Delivery:Smtp", "Delivery:Twilio", "Delivery:WhatsAppCloud",
                "Flows", "Methods:SecurityKeys", "Methods:WhatsApp", "OneTimeCodes", "Policy", "Portal", "Proxy", "Recovery", "Sessions", "SignIn", "Support",
            },
            sections.ToHashSet());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "SecurityPortal"), "*.cs", SearchOption.AllDirectories),
            file => Path.GetFileName(file) != "SettingsSections.cs" && File.ReadAllText(file).Contains(".BindConfiguration(", StringComparison.Ordinal));
    }

    private static SettingsCheck Check(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build(),
        [new("Test", typeof(Sample)), new("Test:Deeper", typeof(Deeper))]);

    private sealed class Sample
    {
        public string Text { get; set; } = "";

        public TimeSpan Time { get; set; }

        public TimeSpan[] Times { get; set; } = [];

        public int Count { get; set; }

        public int? Optional { get; set; }

        public double Part { get; set; }

        public bool IsOn { get; set; }

        public MethodStrength? Strength { get; set; }

        public string[] Names { get; set; } = [];

        public Inner Inner { get; set; } = new();

        public Inner[] Inners { get; set; } = [];
    }

    private sealed class Inner
    {
        public int Max { get; set; }
    }

    private sealed class Deeper
    {
        public string Name { get; set; } = "";
    }
}
