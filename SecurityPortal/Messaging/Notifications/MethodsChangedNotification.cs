namespace SecurityPortal.Messaging.Notifications;

/// <summary>
/// Methods were turned on, changed or turned off. One change sends one notification, even if it affects several methods (R4).
/// </summary>
/// <param name="On">The names of the methods that were turned on, in the language of the notification.</param>
/// <param name="Changed">The same for methods that were changed.</param>
/// <param name="Off">The same for methods that were turned off.</param>
/// <param name="IsTwoFactorOn">Whether two-factor is on after the change.</param>
internal sealed record MethodsChangedNotification(
    IReadOnlyList<Func<string>> On, IReadOnlyList<Func<string>> Changed, IReadOnlyList<Func<string>> Off, bool IsTwoFactorOn)
    : ISecurityNotification
{
    /// <summary>The ids of the methods that were added; if only a key or app was added, followed by <c>/</c> and its id.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Whether another browser approved the change and stays signed in.</summary>
    public bool KeepsApprover { get; init; }

    public string? Undo => Added.Count == 0 ? null : $"methods:{string.Join(',', Added)}";

    // Different subjects, so that people can tell the mails apart in a list.
    public string Subject(IStringLocalizer texts) => this switch
    {
        { IsTwoFactorOn: false } => texts["Two-factor authentication was turned off"],
        { On.Count: > 0 } => texts["Turned on for your account: {0}", Names(On)],
        { Changed.Count: > 0 } => texts["Changed in your account: {0}", Names(Changed)],
        _ => texts["Turned off for your account: {0}", Names(Off)],
    };

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        if (On.Count > 0)
        {
            yield return texts["Turned on: {0}", Names(On)];
        }

        if (Changed.Count > 0)
        {
            yield return texts["Changed: {0}", Names(Changed)];
        }

        if (Off.Count > 0)
        {
            yield return texts["Turned off: {0}", Names(Off)];
        }

        yield return IsTwoFactorOn
            ? texts["Two-factor authentication is on."]
            : texts["Two-factor authentication is off. Your account is protected by your password only."];
        yield return KeepsApprover
            ? texts["You were signed out everywhere else, except in the browser that approved, and your trusted devices were removed."]
            : texts["You were signed out everywhere else, and your trusted devices were removed."];
    }

    private static string Names(IEnumerable<Func<string>> names) => string.Join(", ", names.Select(name => name()));
}
