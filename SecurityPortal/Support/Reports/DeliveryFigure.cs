namespace SecurityPortal.Support.Reports;

/// <param name="CountryCode">The calling code; null for e-mail.</param>
public sealed record DeliveryFigure(string Channel, int? CountryCode, int Arrived, int Failed);
