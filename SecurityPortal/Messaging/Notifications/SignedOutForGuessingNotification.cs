namespace SecurityPortal.Messaging.Notifications;

/// <summary>Somebody typed a hundred wrong passwords in a row in a browser where the person was signed in.</summary>
internal sealed record SignedOutForGuessingNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["You were signed out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered a hundred wrong passwords in a row in a browser that was signed in to your account."];
        yield return texts["If it wasn't you, someone has used one of your browsers. Sign in and check where you're signed in."];
    }
}
