using System.Globalization;
using SecurityPortal.Audit;
using SecurityPortal.Settings;
using SecurityPortal.Support;
using SecurityPortal.Tests.Fixtures;
using Spoken = SecurityPortal.Platform.Web.Languages;

namespace SecurityPortal.Tests.Audit;

/// <summary>Every event in the log has a sentence for the person it is about and for support, in each language.</summary>
public sealed class AuditEventsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly string[] Events = [.. AuditEvents.All.Select(type => type.Name)];

    public static MatrixTheoryData<string, string> Everything => new(Spoken.All, Events);

    [Fact]
    public void Every_event_has_a_name_of_its_own()
    {
        Assert.True(Events.Length > 45, "The events were not found.");
        Assert.Equal(Events.Length, Events.Distinct().Count());
    }

    [Fact]
    public async Task An_event_that_is_not_in_the_catalogue_is_not_written()
    {
        var log = shared.Portal.Get<AuditLogWriter>();
        var copy = AuditEvents.SignedIn with { Severity = AuditSeverity.Warning };
        var other = AuditEvents.SignedIn with { Name = "signed-in-somehow" };

        await Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync(new("somebody", copy)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync(new("somebody", other)));
    }

    [Fact]
    public async Task What_only_leads_read_is_never_written_about_a_person()
    {
        var log = shared.Portal.Get<AuditLogWriter>();
        var ofLeads = AuditEvents.All.Where(type => type.Readers == AuditReaders.Leads).ToList();

        Assert.Contains(AuditEvents.LogRead, ofLeads);
        await Assert.AllAsync(ofLeads, type =>
            Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync(new("somebody", type))));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void An_event_is_said_to_the_person_and_to_support(string language, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        // Sentences about an application begin with its name.
        var detail = name.StartsWith("application-", StringComparison.Ordinal) ? "Shop" : "";
        var entry = new AuditLogEntry
        {
            Sequence = 1,
            At = default,
            UserId = "somebody",
            Actor = "self",
            Event = name,
            Detail = detail,
            Address = "",
            UserAgent = "",
            Hash = [],
        };

        var (toPerson, toSupport) = (shared.Portal.Get<ActivityTexts>().What(entry), shared.Portal.Get<AuditEventTexts>().What(name, detail));

        if (AuditEvents.Find(name)!.Readers == AuditReaders.Leads)
        {
            toPerson = toSupport;
        }

        Assert.All(new[] { toPerson, toSupport }, said =>
        {
            Assert.NotEqual(name, said);
            Assert.True(char.IsUpper(said.First(char.IsLetter)), said);
        });
    }

    [Theory]
    [InlineData("en", "Account recovery began after \"This wasn't me\"", "Recovery requested: after \"This wasn't me\"")]
    [InlineData("de", "Nach „Das war ich nicht“ begann die Kontowiederherstellung", "Wiederherstellung angefordert: nach „Das war ich nicht“")]
    public void A_wait_that_the_person_did_not_ask_for_is_said_to_be_one(string language, string toPerson, string toSupport)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var entry = new AuditLogEntry
        {
            Sequence = 1,
            At = default,
            UserId = "somebody",
            Actor = "self",
            Event = AuditEvents.RecoveryAsked,
            Detail = AuditEvents.Disavowal,
            Address = "",
            UserAgent = "",
            Hash = [],
        };

        Assert.Equal(toPerson, shared.Portal.Get<ActivityTexts>().What(entry));
        Assert.Equal(toSupport, shared.Portal.Get<AuditEventTexts>().What(entry.Event, entry.Detail));
    }

    [Theory]
    [InlineData("en", "the portal", "the portal", "A browser on Windows")]
    [InlineData("de", "Portal", "dem Portal", "Ein Browser auf Windows")]
    public void Who_did_it_and_in_which_browser_is_said_in_the_language_of_the_reader(
        string language, string toPerson, string toSupport, string browser)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var entry = new AuditLogEntry
        {
            Sequence = 1,
            At = default,
            UserId = "somebody",
            Actor = "portal",
            Event = AuditEvents.SignedIn,
            Detail = "",
            Address = "",
            UserAgent = "",
            Hash = [],
        };

        Assert.Equal(toPerson, shared.Portal.Get<ActivityTexts>().Who(entry));
        Assert.Equal(toSupport, shared.Portal.Get<AuditEventTexts>().Who(entry.Actor));
        Assert.Equal(browser, shared.Portal.Get<AuditEventTexts>().Browser("Something (Windows NT 10.0)"));
    }
}
