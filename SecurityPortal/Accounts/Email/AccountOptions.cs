namespace SecurityPortal.Accounts.Email;

/// <summary>Configuration section <c>Accounts</c>; time spans as <c>hh:mm:ss</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>Whether people can register by themselves. If not, an operator creates every account.</summary>
    public bool Registration { get; set; } = true;

    /// <summary>How long a link to set a new password works.</summary>
    /// <value>above 0, at most 01:00:00</value>
    public TimeSpan ResetLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a link that confirms an address works.</summary>
    /// <value>above 0, at most 1.00:00:00</value>
    public TimeSpan ConfirmationLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Emails of one purpose that one address gets before the next has to wait: 1, then 5, 15 and 60 minutes.
    /// </summary>
    /// <value>at least 1</value>
    public int MailsPerAddress { get; set; } = 3;

    /// <summary>
    /// Requests for an email from one network before the next has to wait: 1, then 5, 15 and 60 minutes. An office shares
    /// one network.
    /// </summary>
    /// <value>at least 1</value>
    public int RequestsPerNetwork { get; set; } = 30;
}
