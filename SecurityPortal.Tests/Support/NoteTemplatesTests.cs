using SecurityPortal.Support;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Texts that leads write and agents insert.</summary>
[OnBothDatabases]
public sealed class NoteTemplatesTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private NoteTemplates Templates => _portal.Get<NoteTemplates>();

    [Fact]
    public async Task Leads_write_change_and_remove_them_and_agents_read_them()
    {
        var (agent, lead) = await PairAsync();
        var id = Assert.IsType<SupportResult.Done>(await Templates.SaveAsync(lead.Session, null, "Call back", "Will call back at")).Id;
        Assert.Equal("Will call back at", Assert.Single((await Templates.ListAsync(agent.Session)).Templates).Text);

        Assert.IsType<SupportResult.Done>(await Templates.SaveAsync(lead.Session, id, "Call", "Calls back"));
        Assert.Equal(new NoteTemplateView(id, "Call", "Calls back"), Assert.Single((await Templates.ListAsync(agent.Session)).Templates));

        Assert.IsType<SupportResult.Done>(await Templates.RemoveAsync(lead.Session, id));
        Assert.Empty((await Templates.ListAsync(agent.Session)).Templates);
        Assert.Equal(SupportFault.NotFound, Desk.Fault(await Templates.RemoveAsync(lead.Session, id)));
        Assert.Equal(SupportFault.NotFound, Desk.Fault(await Templates.SaveAsync(lead.Session, id, "Call", "Calls back")));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(
            ["template-changed Call back", "template-changed Call", "template-removed Call"],
            db.Set<SecurityPortal.Audit.AuditLogEntry>().Where(entry => entry.Event.StartsWith("template")).OrderBy(entry => entry.Sequence)
                .Select(entry => entry.Event + " " + entry.Detail).ToList());
    }

    [Fact]
    public async Task Agents_and_others_write_none_by_whatever_call()
    {
        var (agent, lead) = await PairAsync();
        var id = Assert.IsType<SupportResult.Done>(await Templates.SaveAsync(lead.Session, null, "Name", "Text")).Id;

        Assert.Equal(SupportFault.NotLead, Desk.Fault(await Templates.SaveAsync(agent.Session, null, "Name", "Text")));
        Assert.Equal(SupportFault.NotLead, Desk.Fault(await Templates.SaveAsync(agent.Session, id, "Name", "Other")));
        Assert.Equal(SupportFault.NotLead, Desk.Fault(await Templates.RemoveAsync(agent.Session, id)));
        await lead.HasRoleAsync(null);
        Assert.Equal(SupportFault.NotStaff, Desk.Fault(await Templates.RemoveAsync(lead.Session, id)));
        Assert.Equal(SupportFault.NotStaff, (await Templates.ListAsync(lead.Session)).Fault);
        Assert.Equal("Text", Assert.Single((await Templates.ListAsync(agent.Session)).Templates).Text);
    }

    [Theory]
    [InlineData("", "Text")]
    [InlineData("Name", " ")]
    [InlineData("\u202E", "Text")]
    public async Task Without_a_name_or_a_text_there_is_none(string name, string text)
    {
        var (_, lead) = await PairAsync();

        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Templates.SaveAsync(lead.Session, null, name, text)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Templates.SaveAsync(lead.Session, null, new string('x', 61), "Text")));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Templates.SaveAsync(lead.Session, null, "Name", new string('x', 2001))));
    }

    [Fact]
    public async Task Turns_of_direction_are_taken_out_and_markup_stays_text()
    {
        var (agent, lead) = await PairAsync();
        await Templates.SaveAsync(lead.Session, null, "<b>\u202EName", "=1+1\u2066<img src=x onerror=alert(1)>");

        var template = Assert.Single((await Templates.ListAsync(agent.Session)).Templates);
        Assert.Equal(("<b>Name", "=1+1<img src=x onerror=alert(1)>"), (template.Name, template.Text));
    }

    [Fact]
    public async Task Written_at_once_there_are_never_more_than_a_hundred()
    {
        var (agent, lead) = await PairAsync();
        for (var i = 0; i < NoteTemplate.MaxCount - 3; i++)
        {
            await Templates.SaveAsync(lead.Session, null, $"Name {i}", "Text");
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Templates.SaveAsync(lead.Session, null, $"More {i}", "Text")));

        Assert.Equal(3, results.OfType<SupportResult.Done>().Count());
        Assert.All(results.OfType<SupportResult.Refused>(), refused => Assert.Equal(SupportFault.TooMany, refused.Fault));
        Assert.Equal(NoteTemplate.MaxCount, (await Templates.ListAsync(agent.Session)).Templates.Count);
    }

    private async Task<(TestPerson Agent, TestPerson Lead)> PairAsync() =>
        (await TestPerson.AtWorkAsync(_portal, "Support"), await TestPerson.AtWorkAsync(_portal, "SupportLead"));
}
