namespace SecurityPortal.TwoFactor;

/// <summary>The effect of setting up a method that is already on.</summary>
public enum EnrolmentWhenOn
{
    NotPossible,
    AddsAnother,
    Replaces,
}
