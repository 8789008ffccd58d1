using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support;

/// <summary>Configuration section <c>Support</c>; time spans as <c>hh:mm:ss</c>.</summary>
internal sealed class SupportOptions
{
    /// <summary>The longest lifetime of a pass sent by e-mail.</summary>
    public static readonly TimeSpan LongestByMail = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestByText = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestOnPage = TimeSpan.FromMinutes(60);

    /// <summary>
    /// How long a reset of all methods waits when no check of the caller has passed, so that the person can stop it. 0 does
    /// not wait.
    /// </summary>
    /// <value>at least 0</value>
    public TimeSpan WaitingPeriod { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a temporary pass works. By text it works for 10 minutes at most and on a page for 60, whatever is set here
    /// (NIST SP 800-63B-4 4.2.1.2).
    /// </summary>
    /// <value>above 0, at most 1.00:00:00</value>
    public TimeSpan TemporaryPassLifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>The actions that need a lead's approval. Unlocking a locked account, and disabling or enabling an account, always do.</summary>
    /// <value>
    /// AllMethods, PrivilegedAccounts, LockedAccount, NoPassedCheck, SecondReset, RecentChange, WeakCheck, None
    /// </value>
    /// <default>all of them</default>
    public string[] ApprovalRequiredFor { get; set; } = [];

    /// <summary>How old the agent's own proof with a security key can be when they act.</summary>
    /// <value>above 0</value>
    public TimeSpan ConfirmLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a lead has to decide.</summary>
    /// <value>above 0</value>
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a passed check of a caller counts.</summary>
    /// <value>above 0</value>
    public TimeSpan CheckLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long after one reset another one, of a different kind, waits for a lead.</summary>
    /// <value>above 0</value>
    public TimeSpan SecondResetWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long after a change of email address, number or password a reset waits for a lead.</summary>
    /// <value>above 0</value>
    public TimeSpan RecentChange { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Searches that one agent can make in an hour. Typing a name takes a few.</summary>
    /// <value>at least 1</value>
    public int SearchesPerHour { get; set; } = 300;

    /// <summary>People whom one agent can open in an hour, by their page or by a case of theirs.</summary>
    /// <value>at least 1</value>
    public int PeoplePerHour { get; set; } = 60;

    /// <summary>Cases that one agent can open in an hour.</summary>
    /// <value>at least 1</value>
    public int CasesPerHour { get; set; } = 30;

    /// <summary>Actions that one agent can ask for in an hour.</summary>
    /// <value>at least 1</value>
    public int ActionsPerHour { get; set; } = 20;

    /// <summary>Pages of the audit log that one agent or lead can read in an hour.</summary>
    /// <value>at least 1</value>
    public int LogPagesPerHour { get; set; } = 60;

    /// <summary>Files that one lead can export from the audit log, and from reports, in an hour.</summary>
    /// <value>at least 1</value>
    public int ExportsPerHour { get; set; } = 5;

    /// <summary>Cases that one agent or lead can close or assign from a list in an hour.</summary>
    /// <value>at least 1</value>
    public int ListChangesPerHour { get; set; } = 300;

    /// <summary>Pages of reports, and lists of people in them, that one lead can read in an hour.</summary>
    /// <value>at least 1</value>
    public int ReportsPerHour { get; set; } = 60;

    /// <summary>Reminders that one lead can send in an hour, each to 100 people at most.</summary>
    /// <value>at least 1</value>
    public int RemindersPerHour { get; set; } = 10;

    /// <summary>How long a person is not reminded again to protect the account.</summary>
    /// <value>above 0</value>
    public TimeSpan RemindAgainAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether the portal reminds people who are not protected without a lead asking for it.</summary>
    public bool RemindByItself { get; set; }

    /// <summary>How soon after it is opened an urgent case is due.</summary>
    /// <value>above 0</value>
    public TimeSpan UrgentDueWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How soon after it is opened a case of high priority is due.</summary>
    /// <value>above 0</value>
    public TimeSpan HighDueWithin { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How soon after it is opened a case of normal priority is due.</summary>
    /// <value>above 0</value>
    public TimeSpan NormalDueWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How soon after it is opened a case of low priority is due.</summary>
    /// <value>above 0</value>
    public TimeSpan LowDueWithin { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Returns how soon after it was opened a case of this priority is due.</summary>
    public TimeSpan DueWithin(CasePriority priority) => priority switch
    {
        CasePriority.Urgent => UrgentDueWithin,
        CasePriority.High => HighDueWithin,
        CasePriority.Normal => NormalDueWithin,
        CasePriority.Low => LowDueWithin,
    };

    /// <summary>Returns the lifetime of a pass that is sent this way.</summary>
    public TimeSpan PassLifetime(PassDelivery delivery)
    {
        var longest = delivery switch
        {
            PassDelivery.Text => LongestByText,
            PassDelivery.Page => LongestOnPage,
            PassDelivery.Email => LongestByMail,
        };
        return TemporaryPassLifetime < longest ? TemporaryPassLifetime : longest;
    }

    /// <summary>Whether this makes an action wait for a lead. A check that is too weak counts as none.</summary>
    public bool RequiresApproval(ApprovalReason reason) =>
        reason is ApprovalReason.LockedAccount or ApprovalReason.KeepsOut or ApprovalReason.DisabledAccount || ApprovalRequiredFor.Length == 0 || ApprovalRequiredFor.Contains(reason.ToString(), StringComparer.OrdinalIgnoreCase)
        || (reason == ApprovalReason.WeakCheck && RequiresApproval(ApprovalReason.NoPassedCheck));
}
