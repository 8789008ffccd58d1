namespace SecurityPortal.TwoFactor;

/// <summary>What setting a method up does while it is on.</summary>
public enum EnrolmentWhenOn
{
    NotPossible,
    AddsAnother,
    Replaces,
}
