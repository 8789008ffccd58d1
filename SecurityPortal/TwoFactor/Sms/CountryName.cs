namespace SecurityPortal.TwoFactor.Sms;

/// <summary>A country of phone numbers.</summary>
/// <param name="Region">Two letters (ISO 3166).</param>
/// <param name="Name">In the language of the person who asks.</param>
/// <param name="CallingCode">Without the plus, such as 44.</param>
internal sealed record CountryName(string Region, string Name, int CallingCode);
