namespace SecurityPortal.Support.Reports;

/// <summary>In what way a person is not protected. The names appear in URLs and in the log.</summary>
public enum ProtectionGap
{
    /// <summary>No primary method is on.</summary>
    NoMethod,

    /// <summary>Only methods of basic strength, such as text messages, which a SIM swap also reaches.</summary>
    WeakOnly,

    /// <summary>Only one way in: if it is lost, so is the account.</summary>
    OneWayIn,
}
