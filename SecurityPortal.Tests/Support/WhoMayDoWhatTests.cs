using Microsoft.EntityFrameworkCore;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Callers;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.People;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Every role against every target, with every action.</summary>
public sealed class WhoMayDoWhatTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static long _number = 1_000_000;
    private readonly Portal _portal = shared.Portal;

    public static TheoryData<string?, string?, bool> Pairs => Standing.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Only_who_stands_higher_acts_on_somebody_else(string? actor, string? target, bool onSelf)
    {
        var by = await AtWorkAsync(actor);
        var on = onSelf ? by : await TargetAsync(target);
        var (inCase, action) = await CaseOfAsync(on);
        var expected = Standing.Obstacle(actor, target, onSelf);

        foreach (var (name, attempt) in Attempts(by, on, inCase, action))
        {
            var fault = (await attempt() as SupportResult.Refused)?.Fault;
            if (expected is null)
            {
                Assert.True(fault is not (SupportFault.NotStaff or SupportFault.OwnAccount or SupportFault.TooHigh), $"{name}: {fault}");
            }
            else
            {
                // Somebody who may not approve at all is refused for that first.
                Assert.True(fault == expected || (fault == SupportFault.NotLead && name is "approve" or "refuse"), $"{name}: {fault}");
            }
        }
    }

    [Theory]
    [InlineData(null, SupportFault.NotStaff)]
    [InlineData("Support", SupportFault.NeedsStaffSignIn)]
    [InlineData("SupportLead", SupportFault.NeedsStaffSignIn)]
    public async Task Without_a_key_nobody_sees_or_does_anything(string? role, SupportFault expected)
    {
        var by = await (await TestPerson.CreateAsync(_portal, role)).SignInAsync();
        await by.HasKeyAsync();
        foreach (var with in new[] { null, MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes, MethodIds.LoginRequests })
        {
            await by.SignInAsync(with);
            await RefusedAsync(by, expected);
        }
    }

    [Fact]
    public async Task A_key_that_was_taken_off_the_account_opens_nothing_more()
    {
        var by = await AtWorkAsync("SupportLead");
        await Rows.ExecuteAsync(_portal, $"""DELETE FROM "MethodEnrolments" WHERE "UserId" = {by.Id}""");

        await RefusedAsync(by, SupportFault.NeedsStaffSignIn);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_at_once()
    {
        var by = await AtWorkAsync("Support");
        Assert.Null((await _portal.Get<SupportAuditLog>().ListAsync(by.Session, new())).Fault);

        await by.HasRoleAsync(null);

        await RefusedAsync(by, SupportFault.NotStaff);
    }

    [Theory]
    [InlineData("alice", 403)]
    [InlineData(null, 302)]
    public async Task The_pages_and_the_export_are_closed_to_others(string? name, int status)
    {
        var browser = name is null ? _portal.Browser() : await _portal.Browser().TypePasswordAsync(name);
        foreach (var path in new[] { "/support", "/support/cases", $"/support/cases/{Guid.NewGuid()}", "/support/people/1", "/support/log", "/support/overview", "/support/confirm" })
        {
            var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"https://localhost{path}"));
            Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode}");
        }

        var export = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "https://localhost/support/log/export"));
        Assert.False(export.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("/support")]
    [InlineData("/support/cases")]
    [InlineData("/support/log")]
    [InlineData("/support/overview")]
    public async Task The_pages_are_open_to_staff_with_a_key(string path)
    {
        var by = await AtWorkAsync("Support");

        var page = await by.Browser().GetAsync(path);

        Assert.Equal(path, page.Path);
        Assert.True(page.Response!.IsSuccessStatusCode);
        Assert.NotNull(page.Page!.QuerySelector("#find-person"));
    }

    [Theory]
    [InlineData(ActionKind.ResetMethod)]
    [InlineData(ActionKind.ResetAll)]
    [InlineData(ActionKind.Unlock)]
    [InlineData(ActionKind.EndSessions)]
    [InlineData(ActionKind.LockAccount)]
    [InlineData(ActionKind.OpenAccount)]
    [InlineData(ActionKind.DisableAccount)]
    [InlineData(ActionKind.EnableAccount)]
    [InlineData(ActionKind.IssuePass)]
    public async Task Each_action_needs_the_agents_own_key_within_five_minutes(ActionKind kind)
    {
        var desk = await Desk.OpenAsync(_portal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(SupportFault.NeedsConfirmation, Desk.Fault(await desk.AskAsync(kind, MethodIds.App, PassDelivery.Email)));
        await desk.Agent.ConfirmAsync(MethodIds.App);
        Assert.Equal(SupportFault.NeedsConfirmation, Desk.Fault(await desk.AskAsync(kind, MethodIds.App, PassDelivery.Email)));
        await desk.Agent.ConfirmAsync(MethodIds.SecurityKeys);
        Assert.NotEqual(
            SupportFault.NeedsConfirmation,
            (await desk.AskAsync(kind, MethodIds.App, PassDelivery.Email) as SupportResult.Refused)?.Fault);
    }

    [Fact]
    public async Task A_lead_approves_and_refuses_with_a_key_of_their_own_only()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.AskAsync(ActionKind.ResetAll);
        var action = await desk.NewestActionAsync();
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(SupportFault.NeedsConfirmation, Desk.Fault(await desk.ApproveAsync(action)));
        Assert.Equal(
            SupportFault.NeedsConfirmation, Desk.Fault(await _portal.Get<Approvals>().RefuseAsync(desk.Lead.Session, action.Id, "No")));
        Assert.Equal(ActionState.AwaitingApproval, (await desk.NewestActionAsync()).State);
    }

    [Fact]
    public async Task Of_fifty_resets_in_an_hour_twenty_are_taken()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var cases = new List<(TestPerson Caller, Guid Case)>();
        for (var i = 0; i < 25; i++)
        {
            var caller = await TestPerson.WithAsync(_portal, MethodIds.App);
            cases.Add((caller, Assert.IsType<SupportResult.Done>(
                await _portal.Get<CaseService>().OpenAsync(agent.Session, caller.Id, "T", "R", LostThings.Nothing)).Id));
        }

        var results = await Task.WhenAll(cases.Concat(cases).Select(pair =>
            _portal.Get<SupportActionService>().AskAsync(agent.Session, pair.Case, new(ActionKind.ResetAll))));

        Assert.Equal(20, results.OfType<SupportResult.Done>().Count());
        Assert.Contains(results.OfType<SupportResult.Refused>(), refused => refused.Fault == SupportFault.TooManyActions);
    }

    [Fact]
    public async Task What_is_refused_is_logged_with_who_tried_it_on_whom()
    {
        var desk = await Desk.OpenAsync(_portal);
        var peer = await AtWorkAsync("Support");

        await _portal.Get<CaseService>().OpenAsync(desk.Agent.Session, peer.Id, "T", "R", LostThings.Nothing);

        await using var db = await _portal.OpenDatabaseAsync();
        var entry = await db.Set<SecurityPortal.Audit.AuditLogEntry>().SingleAsync(row => row.UserId == peer.Id && row.Event == "support-denied");
        Assert.Equal((desk.Agent.Id, "open a case: TooHigh"), (entry.Actor, entry.Detail));
    }

    private async Task RefusedAsync(TestPerson by, SupportFault expected)
    {
        var caller = await TestPerson.WithAsync(_portal, MethodIds.App);
        var (inCase, action) = await CaseOfAsync(caller);
        foreach (var (name, attempt) in Attempts(by, caller, inCase, action))
        {
            Assert.True((await attempt() as SupportResult.Refused)?.Fault == expected, name);
        }

        Assert.Equal(expected, (await _portal.Get<PersonSearch>().FindAsync(by.Session, caller.Email)).Fault);
        Assert.Equal(expected, (await _portal.Get<PersonQueries>().LoadAsync(by.Session, caller.Id)).Fault);
        Assert.Equal(expected, (await _portal.Get<CaseDetailQueries>().LoadAsync(by.Session, inCase)).Fault);
        Assert.Equal(expected, (await _portal.Get<CaseQueue>().ListAsync(by.Session, new(CaseFilter.All))).Fault);
        Assert.Null(await _portal.Get<CaseQueue>().CountAsync(by.Session));
        Assert.Null(await _portal.Get<CaseQueue>().DueAsync(by.Session));
        Assert.Equal(expected, (await _portal.Get<CaseQueue>().FindAsync(by.Session, 1001)).Fault);
        Assert.Equal(expected, (await _portal.Get<SupportAuditLog>().ListAsync(by.Session, new())).Fault);
        Assert.Null(await _portal.Get<SupportAuditLog>().VerifyAsync(by.Session));
        Assert.Equal(expected, await _portal.Get<AuditExport>().CheckAsync(by.Session));
        Assert.Equal(expected, (await _portal.Get<AuditExport>().BeginAsync(by.Session, AuditExportFormat.Csv, new())).Fault);
        Assert.Equal(expected, (await _portal.Get<SupportFigures>().LoadAsync(by.Session)).Fault);
        Assert.Equal(expected, (await _portal.Get<SupportReports>().LoadAsync(by.Session, 30)).Fault);
        Assert.Equal(expected, (await _portal.Get<UnprotectedPeople>().ListAsync(by.Session, ProtectionGap.NoMethod)).Fault);
        Assert.Equal(expected, (await _portal.Get<ProtectionReminders>().SendAsync(by.Session, ProtectionGap.NoMethod, null)).Fault);
        Assert.Equal(expected, (await _portal.Get<SavedCaseViews>().ListAsync(by.Session)).Fault);
        Assert.Equal(expected, Desk.Fault(await _portal.Get<SavedCaseViews>().SaveAsync(by.Session, "Name", new())));
        Assert.Equal(expected, Desk.Fault(await _portal.Get<SavedCaseViews>().RemoveAsync(by.Session, Guid.NewGuid())));
        Assert.Equal(expected, (await _portal.Get<ReportExport>().BeginAsync(by.Session, new())).Fault);
        Assert.Equal(expected, (await _portal.Get<NoteTemplates>().ListAsync(by.Session)).Fault);
        Assert.Equal(expected, Desk.Fault(await _portal.Get<NoteTemplates>().SaveAsync(by.Session, null, "Name", "Text")));
        Assert.Equal(expected, (await _portal.Get<CaseBatch>().CloseAsync(by.Session, [inCase])).Fault);
        Assert.Null(await _portal.Get<CaseQueue>().DueAsync(by.Session));
        Assert.Empty(await _portal.Get<CaseAssignments>().ColleaguesAsync(by.Session));
    }

    private IEnumerable<(string Name, Func<Task<SupportResult>> Attempt)> Attempts(
        TestPerson by, TestPerson on, Guid inCase, Guid action)
    {
        var (cases, checks, witnessed) = (_portal.Get<CaseService>(), _portal.Get<CaseChecks>(), _portal.Get<WitnessedChecks>());
        var (desk, approvals) = (_portal.Get<SupportActionService>(), _portal.Get<Approvals>());
        yield return ("approve", () => approvals.ApproveAsync(by.Session, action));
        yield return ("refuse", () => approvals.RefuseAsync(by.Session, action, "No"));
        yield return ("withdraw", () => desk.WithdrawAsync(by.Session, action));
        yield return ("open", () => cases.OpenAsync(by.Session, on.Id, "T", "R", LostThings.Nothing));
        yield return ("note", () => cases.NoteAsync(by.Session, inCase, "Text"));
        yield return ("send a code", () => checks.SendCodeAsync(by.Session, inCase, CheckKind.CodeByEmail));
        yield return ("compare a code", () => checks.AnswerCodeAsync(by.Session, inCase, Guid.NewGuid(), "123456"));
        yield return ("call back", () => witnessed.RecordCallBackAsync(by.Session, inCase, "1234"));
        yield return ("document", () => witnessed.RecordDocumentAsync(by.Session, inCase, IdentityDocument.Passport, "Mia"));
        foreach (var kind in Enum.GetValues<ActionKind>())
        {
            yield return ($"{kind}", () => desk.AskAsync(by.Session, inCase, new(kind, MethodIds.App, PassDelivery.Email, "Why")));
        }

        var (assignments, browsers) = (_portal.Get<CaseAssignments>(), _portal.Get<BrowserChecks>());
        yield return ("take", () => assignments.TakeAsync(by.Session, inCase));
        yield return ("hand over", () => assignments.HandOverAsync(by.Session, inCase, by.Id, "somebody", "Note"));
        yield return ("release", () => assignments.ReleaseAsync(by.Session, inCase, by.Id, null));
        yield return ("priority", () => _portal.Get<CasePriorities>().SetAsync(by.Session, inCase, CasePriority.High));
        yield return ("duplicate", () => _portal.Get<CaseDuplicates>().MarkAsync(by.Session, inCase, 1));
        yield return ("ask in a browser", () => browsers.AskAsync(by.Session, inCase));
        yield return ("agent code", () => _portal.Get<AgentCodeIssuer>().MakeAsync(by.Session, inCase));
        yield return ("report a loss", () => cases.ReportLostAsync(by.Session, inCase, LostThings.Phone));
        yield return ("close", () => cases.CloseAsync(by.Session, inCase));
        yield return ("reopen", () => cases.ReopenAsync(by.Session, inCase, "Not done yet"));
    }

    /// <summary>Creates a case with an action to decide, whoever opened it.</summary>
    private async Task<(Guid Case, Guid Action)> CaseOfAsync(TestPerson person)
    {
        var now = _portal.Clock.GetUtcNow();
        var (inCase, action) = (Guid.NewGuid(), Guid.NewGuid());
        await using var db = await _portal.OpenDatabaseAsync();
        db.Add(new SupportCase
        {
            Id = inCase,
            Number = Interlocked.Add(ref _number, 1000),
            UserId = person.Id,
            Ticket = "T",
            Reason = "R",
            CreatedAt = now,
            ChangedAt = now,
        });
        db.Add(new SupportAction
        {
            Id = action,
            CaseId = inCase,
            UserId = person.Id,
            Kind = ActionKind.Unlock,
            State = ActionState.AwaitingApproval,
            ApprovalReasons = "",
            AskedBy = "somebody",
            AskedAt = now,
            ApproveBy = now.AddHours(1),
        });
        await db.SaveChangesAsync();
        return (inCase, action);
    }

    private async Task<TestPerson> AtWorkAsync(string? role) => role is null
        ? await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App)
        : await TestPerson.AtWorkAsync(_portal, role);

    private async Task<TestPerson> TargetAsync(string? role)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.HasRoleAsync(role);
        return person;
    }
}
