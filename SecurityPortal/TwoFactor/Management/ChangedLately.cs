namespace SecurityPortal.TwoFactor.Management;

/// <summary>What changed on an account within the given time.</summary>
/// <param name="Number">Whether the number was changed or removed, or was added to an account that already had two-factor.</param>
internal sealed record ChangedLately(bool Email, bool Number, bool Password)
{
    public bool Any => Email || Number || Password;
}
