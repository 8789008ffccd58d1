namespace SecurityPortal.TwoFactor;

/// <summary>What setting up a method does when it is already on.</summary>
public enum EnrolmentWhenOn
{
    NotPossible,
    AddsAnother,
    Replaces,
}
