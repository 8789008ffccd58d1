using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Support staff see no internal names when they read the log.</summary>
public sealed class AuditEventTextsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly AuditEventTexts _words = shared.Portal.Get<AuditEventTexts>();

    public static TheoryData<string> Events => [.. AuditEvents.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_has_a_name(string name) => Assert.NotEqual(name, _words.What(name, ""));

    [Theory]
    [InlineData("signed-in", "Password,TemporaryPass", "Signed in: password + temporary pass")]
    [InlineData("second-step-refused", "Sms", "Second step failed: Text message (SMS)")]
    [InlineData("support-denied", "ResetAll: AlreadyAsked", "Not allowed: Reset all methods. Someone has already requested this.")]
    [InlineData("support-denied", "ResetMethod WhatsApp: NothingToDo", "Not allowed: Reset WhatsApp. There is nothing to do here. It has already been done, or was never needed.")]
    [InlineData("support-denied", "refuse: NeedsConfirmation", "Not allowed: refuse a request. Use your security key first.")]
    [InlineData("support-denied", "send a code, CodeByText: ReportedLost", "Not allowed: send a code. That was reported lost or stolen, so it proves nothing and we send nothing there. Use another check.")]
    [InlineData("check-failed", "CodeByEmail", "Check failed: Code by email, read back")]
    [InlineData("check-passed", "IdentityDocument Passport", "Check passed: Identity document checked, Passport")]
    [InlineData("check-sent", "CodeByText +1 •••• ••23", "Code sent to the caller: Code by text message, read back, +1 •••• ••23")]
    [InlineData("support-asked", "ResetMethod Sms AwaitingApproval", "Requested: Reset Text message (SMS) (waiting for a lead)")]
    [InlineData("support-asked", "IssuePass  Done", "Requested: Issue a temporary pass (done)")]
    [InlineData("support-stopped", "ResetAll Expired", "Stopped: Reset all methods because no lead decided in time")]
    [InlineData("method-off", "AuthenticatorApp,BackupCodes", "Turned off: Authentication app, Backup codes")]
    [InlineData("log-exported", "JsonLines 12: Denied carol from 2050-03-01", "Log exported: 12 entries as JSON lines: Refusals, carol from 2050-03-01")]
    [InlineData("log-read", "Support", "Log read: Support actions")]
    [InlineData("log-verified", "intact", "Log verified: intact")]
    [InlineData("loss-reported", "Phone, Mailbox", "Reported lost or stolen: Phone with the number on file, Email account")]
    [InlineData("support-looked-up", "number: 1", "Searched: phone number: 1")]
    [InlineData("case-opened", "ResetAll Sms", "Case opened: ResetAll Sms")]
    [InlineData("recovery-asked", "", "Recovery requested")]
    public void Details_are_said_in_words(string name, string detail, string said) => Assert.Equal(said, _words.What(name, detail));
}
