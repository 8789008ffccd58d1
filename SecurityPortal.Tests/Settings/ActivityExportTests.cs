using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Audit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Settings;

/// <summary>A person's own activity as a file.</summary>
public sealed class ActivityExportTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Fact]
    public async Task It_has_all_pages_of_what_the_filter_leaves_newest_first()
    {
        var person = await SignedInAsync();
        for (var entry = 0; entry < 600; entry++)
        {
            await AppendAsync(person, AuditEvents.MethodChanged, entry == 0 ? "WhatsApp" : "Sms");
        }

        var (csv, count) = await WriteAsync(person, ActivityFilter.Methods);

        Assert.Equal(600, count);
        var lines = Lines(csv);
        Assert.Equal("Time,What happened,By,Browser,Place or address", lines[0]);
        Assert.Equal(601, lines.Length);
        Assert.Contains("Changed: WhatsApp", lines[^1]);
        Assert.Contains("+09:00", lines[1]);
    }

    [Fact]
    public async Task It_has_what_the_search_leaves_and_nothing_of_anybody_else()
    {
        var (person, other) = (await SignedInAsync(), await SignedInAsync());
        await AppendAsync(person, AuditEvents.MethodChanged, "Sms");
        await AppendAsync(other, AuditEvents.MethodOn, "WhatsApp");

        Assert.Equal((1, 0), ((await WriteAsync(person, search: "text message")).Count, (await WriteAsync(person, search: "whatsapp")).Count));
    }

    [Fact]
    public async Task What_a_spreadsheet_would_take_for_a_formula_is_text()
    {
        var person = await SignedInAsync();
        await shared.Portal.Get<AuditLogWriter>().AppendAsync(
            new(person.Id, AuditEvents.PasswordRefused, "") { Address = "=HYPERLINK(\"https://evil.example\")", UserAgent = "test" });

        var (csv, _) = await WriteAsync(person, search: "wrong password");

        Assert.Contains("'=HYPERLINK", csv);
        Assert.Contains("Someone entered a wrong password,,", csv);
    }

    private async Task<TestPerson> SignedInAsync() => await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync();

    private Task AppendAsync(TestPerson person, AuditEventType what, string detail) =>
        shared.Portal.Get<AuditLogWriter>().AppendAsync(new(person.Id, what, detail));

    private Task<(string Csv, int Count)> WriteAsync(
        TestPerson person, ActivityFilter filter = ActivityFilter.Everything, string search = "") =>
        shared.Portal.Get<ActivityExport>().WriteAsync(person.Session, filter, search, Tokyo);

    private static string[] Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
