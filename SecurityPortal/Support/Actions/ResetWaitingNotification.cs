using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>All methods will be turned off at a given time unless the person stops it.</summary>
internal sealed record ResetWaitingNotification(Guid ActionId, DateTimeOffset Due) : ISecurityNotification
{
    public string? Undo => NotificationAnswers.Stop(ActionId);

    public string Subject(IStringLocalizer texts) => texts["Support was asked to reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["All your two-factor methods will be turned off on {0} (UTC), because someone we could not identify asked for it.", Due.ToString("f", CultureInfo.CurrentCulture)];
        yield return texts["You can also stop it by signing in with any of your methods."];
    }
}
