namespace SecurityPortal.TwoFactor;

/// <summary>The section of the screen that lists a method.</summary>
public enum MethodSection
{
    LoginCodes,
    Additional,
}
