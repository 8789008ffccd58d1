namespace SecurityPortal.Support.Actions;

/// <summary>How a temporary pass gets to the person. Never through the agent.</summary>
public enum PassDelivery
{
    /// <summary>In an e-mail to the address on file.</summary>
    Email,

    /// <summary>In a text message to the number on file.</summary>
    Text,

    /// <summary>On a page that shows it once; the link goes to the e-mail address on file.</summary>
    Page,
}
