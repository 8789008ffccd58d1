namespace SecurityPortal.OpenId;

/// <summary>How sure it is that a person is there, weakest first. Each includes those before it.</summary>
internal enum AssuranceLevel
{
    /// <summary>One factor (REFEDS SFA).</summary>
    SingleFactor,

    /// <summary>Two factors (REFEDS MFA).</summary>
    MultiFactor,

    /// <summary>Two factors, one of them a key that answers this origin and no other (OpenID EAP ACR values: <c>phr</c>).</summary>
    PhishingResistant,
}
