namespace SecurityPortal.TwoFactor;

/// <summary>What a person gave to begin an enrolment with.</summary>
/// <param name="UserId">Whose enrolment it is.</param>
/// <param name="UserName">The account's name, as an authenticator app will show it.</param>
/// <param name="Input">The fields of the method's own form.</param>
internal sealed record EnrolmentRequest(string UserId, string UserName, IReadOnlyDictionary<string, string?> Input)
{
    public string? this[string field] => Input.GetValueOrDefault(field);
}
