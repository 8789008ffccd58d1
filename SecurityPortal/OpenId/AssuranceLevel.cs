namespace SecurityPortal.OpenId;

/// <summary>How strongly a person was authenticated, weakest first. Each level includes those before it.</summary>
internal enum AssuranceLevel
{
    /// <summary>One factor (REFEDS SFA).</summary>
    SingleFactor,

    /// <summary>Two factors (REFEDS MFA).</summary>
    MultiFactor,

    /// <summary>Two factors, one of them a key that works only for this origin (OpenID EAP ACR values: <c>phr</c>).</summary>
    PhishingResistant,
}
