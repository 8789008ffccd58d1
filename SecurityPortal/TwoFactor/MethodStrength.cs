namespace SecurityPortal.TwoFactor;

/// <summary>What a method withstands, as shown to people.</summary>
public enum MethodStrength
{
    Emergency,
    Basic,
    Strong,
    Strongest,
}
