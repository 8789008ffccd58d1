namespace SecurityPortal.Support.Cases;

/// <param name="Full">Never leaves the services.</param>
/// <param name="Masked">As it is shown.</param>
/// <param name="CountryCode">The calling code of a number.</param>
/// <param name="Region">The country of a number, as two letters (ISO 3166).</param>
internal sealed record CheckDestination(string Full, string Masked, int? CountryCode, string? Region)
{
    public override string ToString() => Masked;
}
