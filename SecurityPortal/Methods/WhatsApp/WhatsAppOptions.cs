namespace SecurityPortal.Methods.WhatsApp;

/// <summary>Configuration section <c>Methods:WhatsApp</c>.</summary>
internal sealed class WhatsAppOptions
{
    /// <summary>
    /// To how many of a hundred people it is offered (R6): in Development all by default, in Production nobody. The
    /// same people stay in as it rises.
    /// </summary>
    public int? RolloutPercentage { get; set; }
}
