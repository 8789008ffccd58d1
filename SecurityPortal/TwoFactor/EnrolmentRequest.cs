namespace SecurityPortal.TwoFactor;

/// <summary>The input that begins an enrolment.</summary>
/// <param name="UserId">The person who enrols.</param>
/// <param name="UserName">The account's name, as an authenticator app will show it.</param>
/// <param name="Input">The fields of the method's own form.</param>
internal sealed record EnrolmentRequest(string UserId, string UserName, IReadOnlyDictionary<string, string?> Input)
{
    public string? this[string field] => Input.GetValueOrDefault(field);
}
