namespace SecurityPortal.TwoFactor;

/// <summary>How much a method stands up to, as it is told to people.</summary>
public enum MethodStrength
{
    Emergency,
    Basic,
    Strong,
    Strongest,
}
