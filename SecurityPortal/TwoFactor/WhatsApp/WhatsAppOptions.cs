namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>Configuration section <c>Methods:WhatsApp</c>: to whom WhatsApp is offered (R6).</summary>
internal sealed class WhatsAppOptions
{
    /// <summary>
    /// To how many of a hundred people: in Development all by default, in Production nobody. The same people stay in as
    /// it rises.
    /// </summary>
    public int? RolloutPercentage { get; set; }

    /// <summary>Roles whose members have it whatever the percentage is: the portal's own, or ones of the Identity database.</summary>
    public string[] RolloutRoles { get; set; } = [];

    /// <summary>E-mail addresses of people who have it whatever the percentage is.</summary>
    public string[] RolloutPeople { get; set; } = [];
}
