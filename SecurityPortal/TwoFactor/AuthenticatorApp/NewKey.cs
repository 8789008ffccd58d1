namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>A new key, as the enrolment shows it once.</summary>
internal sealed record NewKey(string Groups, string Uri)
{
    public override string ToString() => nameof(NewKey);
}
