using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support;

/// <summary>Configuration section <c>Support</c>; time spans as <c>hh:mm:ss</c>.</summary>
internal sealed class SupportOptions
{
    /// <summary>
    /// How long a reset of all methods waits when no check of the caller has passed, so that the person can stop it;
    /// zero for not at all.
    /// </summary>
    public TimeSpan WaitingPeriod { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a temporary pass can be used; at most an hour.</summary>
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

    /// <summary>People whom one agent may open in an hour.</summary>
    public int PeoplePerHour { get; set; } = 60;

    /// <summary>Actions that one agent may ask for in an hour.</summary>
    public int ActionsPerHour { get; set; } = 20;

    public bool RequiresApproval(ApprovalReason reason) =>
        ApprovalRequiredFor.Length == 0 || ApprovalRequiredFor.Contains(reason.ToString(), StringComparer.OrdinalIgnoreCase);
}
