using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support.Reports;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Observability;

/// <summary>The metrics that show an operator how the portal is doing.</summary>
public sealed class WhatIsMeasuredTests : IAsyncDisposable
{
    private readonly Portal _portal = new();
    private readonly Metered _metered;

    public WhatIsMeasuredTests() => _metered = new(_portal);

    public ValueTask DisposeAsync()
    {
        _metered.Dispose();
        return _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_and_its_second_step_are_counted_by_method_and_outcome()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.SubmitAsync(("code", "000000"));
        await browser.SubmitAsync(("code", person.NextAppCode()));

        Assert.Equal(["outcome=passed with=AuthenticatorApp: 1"], _metered.Of("security_portal.sign_ins"));
        Assert.Equal(
            ["method=AuthenticatorApp outcome=refused: 1", "method=AuthenticatorApp outcome=passed: 1"],
            _metered.Of("security_portal.challenges"));
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_counted_and_what_was_committed_is_counted_once()
    {
        var log = _portal.Get<AuditLogWriter>();
        await using var db = await _portal.OpenDatabaseAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            await log.AppendAsync(db, new("somebody", AuditEvents.SupportAsked, "ResetAll"));
        }

        db.ChangeTracker.Clear();
        foreach (var what in new[] { AuditEvents.SupportApproved, AuditEvents.MethodOff })
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await log.AppendAsync(db, new("somebody", what, "ResetAll") { Actor = "agent" });
            await transaction.CommitAsync();
        }

        Assert.Equal(
            ["kind=ResetAll outcome=support-approved: 1", "kind=method-off outcome=done: 1"],
            _metered.Of("security_portal.support_actions"));
    }

    [Fact]
    public async Task Messages_that_wait_are_told_with_the_age_of_the_oldest()
    {
        await _portal.PostAsync(Posting.Text("+447700900123", "123456"));
        _portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await _portal.PostAsync(Posting.Text("+447700900124", "123456"));
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));

        await _portal.Get<OutboxCounter>().MeasureAsync(CancellationToken.None);
        await _portal.DeliverAsync();
        await _portal.Get<OutboxCounter>().MeasureAsync(CancellationToken.None);

        Assert.Equal([": 2", ": 0"], _metered.Of("security_portal.outbox.depth"));
        Assert.Equal([": 42", ": 0"], _metered.Of("security_portal.outbox.age"));
        Assert.Equal(2, _metered.Of("security_portal.messages").Count(one => one == "channel=Sms state=Delivered: 1"));
    }

    [Fact]
    public async Task A_message_that_is_only_there_so_that_nobody_sees_a_difference_is_no_failure()
    {
        await _portal.PostAsync(Posting.Mail("nobody@example.com"), lifetime: TimeSpan.Zero);
        await _portal.DeliverAsync();

        Assert.Empty(_metered.Of("security_portal.messages"));
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var (figures, _) = await _portal.Get<SupportFigures>().LoadAsync(agent.Session);
        Assert.Equal(0, figures!.Delivery.Sum(row => row.Failed));
    }
}
