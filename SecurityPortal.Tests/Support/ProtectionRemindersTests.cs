using Bunit;
using SecurityPortal.Support;
using SecurityPortal.Support.Pages.People;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>Unprotected people are reminded, but never too often.</summary>
[OnBothDatabases]
public sealed class ProtectionRemindersTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("Support:RemindAgainAfter", "10.00:00:00"));

    // The demo people have been reminded already.
    public async ValueTask InitializeAsync() => await RemindedAsync(_portal);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private ProtectionReminders Reminders => _portal.Get<ProtectionReminders>();

    [Fact]
    public async Task A_lead_reminds_everybody_on_the_list_once_in_ten_days()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var (none, weak) = (await TestPerson.CreateAsync(_portal), await TestPerson.WithAsync(_portal, MethodIds.Sms));

        Assert.Equal((1, null), await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null));

        var mail = (await none.MessagesAsync("email"))[0].Text;
        Assert.Contains("your password alone opens your account", mail);
        Assert.DoesNotContain("http", mail);
        Assert.Empty(await weak.MessagesAsync("email"));
        Assert.Equal((1, null), await Reminders.SendAsync(lead.Session, ProtectionGap.WeakOnly, null));
        Assert.Equal((0, null), await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(
            [lead.Id, lead.Id],
            db.Set<SecurityPortal.Audit.AuditLogEntry>().Where(entry => entry.Event == "reminder-sent").Select(entry => entry.Actor).ToList());

        _portal.Clock.Advance(TimeSpan.FromDays(10));
        await lead.SignInAsync(MethodIds.SecurityKeys);
        Assert.Equal(1, (await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null)).Sent);
        Assert.Equal(2, (await none.MessagesAsync("email")).Count);
    }

    [Fact]
    public async Task Pressed_by_many_leads_at_once_everybody_gets_one_mail()
    {
        var leads = new[] { await TestPerson.AtWorkAsync(_portal, "SupportLead"), await TestPerson.AtWorkAsync(_portal, "SupportLead") };
        var people = new[] { await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal) };

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Reminders.SendAsync(leads[i % 2].Session, ProtectionGap.NoMethod, null)));

        Assert.Equal(3, results.Sum(result => result.Sent));
        foreach (var person in people)
        {
            Assert.Single(await person.MessagesAsync("email"));
        }
    }

    [Fact]
    public async Task Only_leads_with_a_key_just_now_remind_people_and_only_so_often()
    {
        var (agent, lead) = (await TestPerson.AtWorkAsync(_portal, "Support"), await TestPerson.AtWorkAsync(_portal, "SupportLead"));
        Assert.Equal(SupportFault.NotLead, (await Reminders.SendAsync(agent.Session, ProtectionGap.NoMethod, null)).Fault);
        Assert.Equal(SupportFault.InvalidInput, (await Reminders.SendAsync(lead.Session, (ProtectionGap)9, null)).Fault);
        Assert.Equal(SupportFault.InvalidInput, (await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, "Administrator")).Fault);

        var results = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null)));

        Assert.Equal(10, results.Count(result => result.Fault is null));
        Assert.All(results.Where(result => result.Fault is not null), result => Assert.Equal(SupportFault.TooManyActions, result.Fault));
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(SupportFault.NeedsConfirmation, (await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null)).Fault);
        await lead.HasRoleAsync(null);
        Assert.Equal(SupportFault.NotStaff, (await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null)).Fault);
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_or_has_no_confirmed_address_is_not_reminded()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var (disabled, unconfirmed) = (await TestPerson.CreateAsync(_portal), await TestPerson.CreateAsync(_portal));
        await disabled.DisableAsync();
        await unconfirmed.HasConfirmedAddressAsync(false);
        var before = (await disabled.MessagesAsync("email")).Count;

        Assert.Equal((0, null), await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null));

        Assert.Equal(before, (await disabled.MessagesAsync("email")).Count);
        Assert.Empty(await unconfirmed.MessagesAsync("email"));
    }

    [Fact]
    public async Task Whoever_was_locked_out_long_ago_is_reminded_and_many_who_are_now_keep_nobody_waiting()
    {
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        for (var number = 0; number < ProtectionReminders.Batch; number++)
        {
            await (await TestPerson.CreateAsync(_portal)).LockOutAsync(_portal.Clock.GetUtcNow().AddDays(1));
        }

        var once = await TestPerson.CreateAsync(_portal);
        await once.LockOutAsync(_portal.Clock.GetUtcNow().AddDays(-30));

        Assert.Equal((1, null), await Reminders.SendAsync(lead.Session, ProtectionGap.NoMethod, null));

        Assert.NotEmpty(await once.MessagesAsync("email"));
    }

    [Fact]
    public async Task By_itself_it_reminds_only_where_the_setting_says_so()
    {
        var person = await TestPerson.CreateAsync(_portal);
        Assert.Equal(0, await Reminders.RunAsync());
        Assert.Empty(await person.MessagesAsync("email"));
        await using var other = new Portal(("Support:RemindByItself", "true"));
        await RemindedAsync(other);
        var theirs = await TestPerson.CreateAsync(other);

        Assert.Equal(1, await other.Get<ProtectionReminders>().RunAsync());
        Assert.Equal(0, await other.Get<ProtectionReminders>().RunAsync());

        Assert.Single(await theirs.MessagesAsync("email"));
    }

    [Fact]
    public async Task The_page_asks_first_and_says_how_many_were_reminded()
    {
        var patience = TimeSpan.FromMinutes(1);
        var lead = await TestPerson.AtWorkAsync(_portal, "SupportLead");
        var person = await TestPerson.CreateAsync(_portal);
        await using var screen = await Screen.OfAsync(_portal, lead);
        var page = screen.Show<UnprotectedPage>();
        page.WaitForAssertion(() => Assert.Contains(person.Email, page.Markup), patience);
        await page.FindAll("button").Single(button => Screen.Words(button) == "Remind these people").ClickAsync();
        Assert.Empty(await person.MessagesAsync("email"));

        await screen.Shown.WaitForElement("[role=dialog] form", patience).SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("1 person was reminded.", page.Find("[data-testid=outcome]").TextContent), patience);
        Assert.Single(await person.MessagesAsync("email"));
    }

    private static async Task RemindedAsync(Portal portal)
    {
        var later = portal.Clock.GetUtcNow().AddYears(1).ToUnixTimeMilliseconds();
        await Rows.ExecuteAsync(portal, $"""INSERT INTO "ProtectionReminders" ("UserId", "SentAt") SELECT "Id", {later} FROM "AspNetUsers";""");
    }
}
