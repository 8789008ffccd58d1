using Bunit;
using SecurityPortal.Audit;
using SecurityPortal.Settings;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Settings;

public sealed class ActivityPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData(1, "The file has 1 entry.")]
    [InlineData(2, "The file has 2 entries.")]
    public async Task How_many_entries_the_file_has_is_said_after_an_export(int entries, string said)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        for (var entry = 0; entry < entries; entry++)
        {
            await _portal.Get<AuditLogWriter>().AppendAsync(new(person.Id, AuditEvents.MethodChanged, MethodIds.Sms));
        }

        Assert.Equal(entries, (await person.ActivityAsync()).Length);
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Render<ActivityPage>();
        page.WaitForElement(".activity-end button", Patience);

        Screen.Button(page.Find(".activity-end"), "Export as CSV").Click();

        page.WaitForAssertion(() => Assert.Equal(said, page.Find("p.hint[role=status]").TextContent), Patience);
    }
}
