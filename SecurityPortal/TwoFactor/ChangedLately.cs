namespace SecurityPortal.TwoFactor;

/// <summary>The changes within the given time.</summary>
/// <param name="Number">Whether the number is another one, or one that came to an account which had two-factor before.</param>
internal sealed record ChangedLately(bool Email, bool Number, bool Password)
{
    public bool Any => Email || Number || Password;
}
