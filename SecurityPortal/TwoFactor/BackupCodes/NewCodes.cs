namespace SecurityPortal.TwoFactor.BackupCodes;

/// <summary>A new set of codes, as the enrolment shows it once.</summary>
internal sealed record NewCodes(IReadOnlyList<string> Codes, string UserName)
{
    public override string ToString() => nameof(NewCodes);
}
