using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support;

/// <summary>Configuration section <c>Support</c>; time spans as <c>hh:mm:ss</c>.</summary>
internal sealed class SupportOptions
{
    /// <summary>The longest life of a pass by e-mail.</summary>
    public static readonly TimeSpan LongestByMail = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestByText = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestOnPage = TimeSpan.FromMinutes(60);

    /// <summary>
    /// How long a reset of all methods waits when no check of the caller has passed, so that the person can stop it;
    /// zero for not at all.
    /// </summary>
    public TimeSpan WaitingPeriod { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a temporary pass can be used; at most 24 hours. One by text holds 10 minutes at most, one on a page 60,
    /// whatever is set here (NIST SP 800-63B-4 4.2.1.2).
    /// </summary>
    public TimeSpan TemporaryPassLifetime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>What waits for a lead; see <see cref="ApprovalReason"/>. All of it when empty; <c>None</c> for nothing.</summary>
    public string[] ApprovalRequiredFor { get; set; } = [];

    /// <summary>How old the agent's proof with a security key may be when something is done.</summary>
    public TimeSpan ConfirmLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a lead has to approve.</summary>
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a passed check counts.</summary>
    public TimeSpan CheckLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a second reset of another kind waits for a lead.</summary>
    public TimeSpan SecondResetWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a change of e-mail address, number or password makes resets wait for a lead.</summary>
    public TimeSpan RecentChange { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Searches that one agent may make in an hour. Typing a name takes a few.</summary>
    public int SearchesPerHour { get; set; } = 300;

    /// <summary>People whom one agent may open in an hour, by their page or by a case of theirs.</summary>
    public int PeoplePerHour { get; set; } = 60;

    /// <summary>Cases that one agent may open in an hour.</summary>
    public int CasesPerHour { get; set; } = 30;

    /// <summary>Actions that one agent may ask for in an hour.</summary>
    public int ActionsPerHour { get; set; } = 20;

    /// <summary>Pages of the log that one agent or lead may read in an hour.</summary>
    public int LogPagesPerHour { get; set; } = 60;

    /// <summary>Times that one lead may take the log out as a file in an hour.</summary>
    public int ExportsPerHour { get; set; } = 5;

    /// <summary>Cases that one agent or lead may close or give to somebody by a list in an hour.</summary>
    public int ListChangesPerHour { get; set; } = 300;

    /// <summary>Pages of reports, and lists of people in them, that one lead may read in an hour.</summary>
    public int ReportsPerHour { get; set; } = 60;

    /// <summary>Times that one lead may have people reminded in an hour; each time it is a hundred people at most.</summary>
    public int RemindersPerHour { get; set; } = 10;

    /// <summary>How long nobody is reminded again that they are not protected.</summary>
    public TimeSpan RemindAgainAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether people who are not protected are reminded without a lead asking for it.</summary>
    public bool RemindByItself { get; set; }

    /// <summary>Until when a case of this priority should be done, from when it was opened.</summary>
    public TimeSpan UrgentDueWithin { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc cref="UrgentDueWithin"/>
    public TimeSpan HighDueWithin { get; set; } = TimeSpan.FromHours(4);

    /// <inheritdoc cref="UrgentDueWithin"/>
    public TimeSpan NormalDueWithin { get; set; } = TimeSpan.FromHours(24);

    /// <inheritdoc cref="UrgentDueWithin"/>
    public TimeSpan LowDueWithin { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How soon after it was opened a case of this priority should be done.</summary>
    public TimeSpan DueWithin(CasePriority priority) => priority switch
    {
        CasePriority.Urgent => UrgentDueWithin,
        CasePriority.High => HighDueWithin,
        CasePriority.Normal => NormalDueWithin,
        CasePriority.Low => LowDueWithin,
    };

    /// <summary>How long a pass can be used that travels in this way.</summary>
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

    /// <summary>Whether this makes an action wait for a lead. A check that is not enough counts as none.</summary>
    public bool RequiresApproval(ApprovalReason reason) =>
        reason is ApprovalReason.LockedAccount or ApprovalReason.KeepsOut or ApprovalReason.DisabledAccount || ApprovalRequiredFor.Length == 0 || ApprovalRequiredFor.Contains(reason.ToString(), StringComparer.OrdinalIgnoreCase)
        || (reason == ApprovalReason.WeakCheck && RequiresApproval(ApprovalReason.NoPassedCheck));
}
