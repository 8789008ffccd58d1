namespace SecurityPortal.TwoFactor.Sms;

/// <summary>A country that has phone numbers.</summary>
/// <param name="Region">The two-letter code (ISO 3166).</param>
/// <param name="Name">The name, in the person's language.</param>
/// <param name="CallingCode">The calling code without the plus, such as 44.</param>
internal sealed record CountryName(string Region, string Name, int CallingCode);
