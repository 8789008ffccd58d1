using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>Says that the person answered "It wasn't me" to a login request.</summary>
internal sealed record LoginRequestDeniedNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["We stopped a sign-in that used your password"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You answered \"It wasn't me\" to a login request, so we stopped that sign-in."];
        yield return texts["Whoever sent the request knows your password, so change it."];
    }
}
