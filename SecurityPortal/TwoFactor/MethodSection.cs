namespace SecurityPortal.TwoFactor;

/// <summary>The part of the screen that a method is listed in.</summary>
public enum MethodSection
{
    LoginCodes,
    Additional,
}
