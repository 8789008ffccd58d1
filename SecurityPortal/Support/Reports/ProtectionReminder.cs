namespace SecurityPortal.Support.Reports;

/// <summary>When a person was last reminded that they are not protected.</summary>
internal sealed class ProtectionReminder
{
    public required string UserId { get; init; }

    public required DateTimeOffset SentAt { get; set; }
}
