namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>Configuration section <c>Methods:WhatsApp</c>: to whom WhatsApp is offered (R6).</summary>
internal sealed class WhatsAppOptions
{
    /// <summary>The percentage of people who are offered WhatsApp. Raising it never drops anybody.</summary>
    /// <value>from 0 to 100</value>
    /// <default>0; 100 in Development</default>
    public int? RolloutPercentage { get; set; }

    /// <summary>
    /// Roles whose members are offered it whatever the percentage is: the portal's own, or those of the Identity database.
    /// </summary>
    /// <default>none</default>
    public string[] RolloutRoles { get; set; } = [];

    /// <summary>Email addresses of people who are offered it whatever the percentage is.</summary>
    /// <default>none</default>
    public string[] RolloutPeople { get; set; } = [];
}
