using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Accounts;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>Something that support asked to be done to an account, and its result.</summary>
internal sealed class SupportAction
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string UserId { get; init; }

    public required ActionKind Kind { get; init; }

    /// <summary>The id of the method, for a reset of one.</summary>
    public string? Method { get; init; }

    /// <summary>How a temporary pass gets to the person.</summary>
    public PassDelivery? Delivery { get; init; }

    /// <summary>Why it was asked for, where <see cref="ActionKinds.NeedsReason"/> says so; null for everything else.</summary>
    public string? Reason { get; init; }

    public required ActionState State { get; set; }

    /// <summary>Why it waits for a lead, comma-separated; empty when it does not.</summary>
    public required string ApprovalReasons { get; init; }

    /// <summary>The check that it rests on; null when none has passed that is enough for it.</summary>
    public Guid? CheckId { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>After this nobody can approve it any more.</summary>
    public required DateTimeOffset ApproveBy { get; init; }

    /// <summary>The lead.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The lead's reason; a refusal has one.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>The agent or lead who took it back.</summary>
    public string? WithdrawnBy { get; set; }

    /// <summary>When its waiting period is over.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it was done, stopped or refused.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it was stopped.</summary>
    public CancellationCause? StoppedBy { get; set; }

    /// <summary>Whether it would open the account to the person who talked support into it.</summary>
    public bool OpensAccount => Kind.OpensAccount();
}

public enum ActionKind
{
    ResetMethod,
    ResetAll,
    Unlock,
    EndSessions,
    IssuePass,

    /// <summary>"Lock my account" for the person (R19). Opens nothing, so one agent does it at once.</summary>
    LockAccount,

    /// <summary>Opens a locked account: always with a lead.</summary>
    OpenAccount,

    /// <summary>Keeps everybody out until support enables the account again (R17). The person cannot undo it: always with a lead.</summary>
    DisableAccount,

    /// <summary>Lets a disabled account sign in again (R17): always with a lead.</summary>
    EnableAccount,
}

internal static class ActionKinds
{
    /// <summary>Whether it takes methods away from the person; the others only help.</summary>
    public static bool TakesAway(this ActionKind kind) => kind is ActionKind.ResetMethod or ActionKind.ResetAll;

    /// <summary>Whether it takes a factor away or stands in for one. Unlocking and ending sessions open nothing.</summary>
    public static bool OpensAccount(this ActionKind kind) =>
        kind is ActionKind.ResetMethod or ActionKind.ResetAll or ActionKind.IssuePass;

    /// <summary>Whether whoever asks says why: it is kept in the log, where the person can read it.</summary>
    public static bool NeedsReason(this ActionKind kind) => kind is ActionKind.DisableAccount or ActionKind.EnableAccount;

    /// <summary>Whether it lets somebody in whom the account keeps out as it is.</summary>
    public static bool LetsIn(this ActionKind kind) => kind is ActionKind.OpenAccount or ActionKind.EnableAccount;
}

public enum ActionState
{
    AwaitingApproval,

    /// <summary>The waiting period runs.</summary>
    Waiting,
    Done,
    Refused,
    Stopped,

    /// <summary>The agent took it back.</summary>
    Withdrawn,
}

/// <summary>How an action was stopped. Not by which address: that is nobody's business but the person's.</summary>
public enum CancellationCause
{
    /// <summary>The link in a notification.</summary>
    Notice,

    /// <summary>Somebody signed in with a method that was to be reset.</summary>
    SignIn,

    /// <summary>"This wasn't me", at whatever notification.</summary>
    Disavowal,

    /// <summary>The person who asked for it may not any more.</summary>
    AskerGone,

    /// <summary>
    /// The person got back in by themselves, set a method up, or all methods were turned off by another action.
    /// </summary>
    Superseded,

    /// <summary>The database was restored from a backup: it may have been stopped since.</summary>
    Restored,

    /// <summary>No lead decided in time.</summary>
    Expired,

    /// <summary>The account was locked or disabled in the meantime (R17, R19).</summary>
    AccountClosed,
}

/// <summary>Why an action waits for a lead.</summary>
public enum ApprovalReason
{
    /// <summary>No method would be left.</summary>
    AllMethods,

    /// <summary>The person works for support.</summary>
    PrivilegedAccounts,

    /// <summary>The account is locked (R19): no configuration lets one agent open it alone.</summary>
    LockedAccount,

    /// <summary>It keeps the person out for good (R17): no configuration lets one agent do that alone.</summary>
    KeepsOut,

    /// <summary>The account is disabled (R17): no configuration lets one agent enable it alone.</summary>
    DisabledAccount,

    /// <summary>No check of the caller has passed.</summary>
    NoPassedCheck,

    /// <summary>Something else was reset not long ago.</summary>
    SecondReset,

    /// <summary>The e-mail address, the number or the password changed not long ago.</summary>
    RecentChange,

    /// <summary>
    /// A check has passed that is not enough for this: weaker than what would be turned off, or by the way that the pass
    /// goes.
    /// </summary>
    WeakCheck,
}

/// <summary>How a temporary pass gets to the person. Never through the agent.</summary>
public enum PassDelivery
{
    /// <summary>In an e-mail to the address on file.</summary>
    Email,

    /// <summary>In a text message to the number on file.</summary>
    Text,

    /// <summary>On a page that shows it once, whose address goes to the e-mail address on file.</summary>
    Page,
}

internal sealed class SupportActionConfiguration : IEntityTypeConfiguration<SupportAction>
{
    public void Configure(EntityTypeBuilder<SupportAction> builder)
    {
        builder.ToTable("SupportActions").HasKey(action => action.Id);
        builder.HasIndex(action => new { action.CaseId, action.State });
        builder.HasIndex(action => new { action.UserId, action.AskedAt });
        builder.HasIndex(action => new { action.State, action.DueAt });
        builder.HasIndex(action => action.AskedAt);
        builder.Ignore(action => action.OpensAccount);
        builder.Property(action => action.Method).HasMaxLength(64);
        builder.Property(action => action.Reason).HasMaxLength(AccountStateService.MaxReasonLength);
        builder.Property(action => action.ApprovalReasons).HasMaxLength(256);
        builder.Property(action => action.AskedBy).HasMaxLength(450);
        builder.Property(action => action.DecidedBy).HasMaxLength(450);
        builder.Property(action => action.WithdrawnBy).HasMaxLength(450);
        builder.Property(action => action.DecisionReason).HasMaxLength(SupportCase.MaxReason);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(action => action.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(action => action.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
