namespace SecurityPortal.Support.Cases;

/// <summary>The identity documents that count. Their numbers are not stored.</summary>
public enum IdentityDocument
{
    Passport,
    IdentityCard,
    DrivingLicence,
    ResidencePermit,
}
