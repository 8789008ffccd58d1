namespace SecurityPortal.Accounts;

/// <summary>Configuration section <c>Accounts</c>; time spans as <c>hh:mm:ss</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>Whether people make their accounts themselves.</summary>
    public bool Registration { get; set; } = true;

    /// <summary>How long a link to set a new password is good for.</summary>
    public TimeSpan ResetLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a link that confirms an address is good for.</summary>
    public TimeSpan ConfirmationLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Mails that one address gets before it gets no more for a while, and then for longer.</summary>
    public int MailsPerAddress { get; set; } = 3;

    /// <summary>Requests for mail from one network address before it has to wait. Whole offices share one.</summary>
    public int RequestsPerNetwork { get; set; } = 30;
}
