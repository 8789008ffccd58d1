namespace SecurityPortal.Support.Reports;

/// <summary>In what way somebody is not protected. The names stand in addresses and in the log.</summary>
public enum ProtectionGap
{
    /// <summary>No method is on that stands alone.</summary>
    NoMethod,

    /// <summary>Only methods that a text reaches, which a swapped SIM gets as well.</summary>
    WeakOnly,

    /// <summary>One way in: when it is lost, so is the account.</summary>
    OneWayIn,
}
