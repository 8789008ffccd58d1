using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>Says that there were so many login requests that further ones are not shown for an hour.</summary>
internal sealed record LoginRequestsQuietNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Many login requests for your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone with your password keeps asking you to approve a sign-in. You won't see more requests for an hour."];
        yield return texts["If it isn't you, change your password."];
    }
}
