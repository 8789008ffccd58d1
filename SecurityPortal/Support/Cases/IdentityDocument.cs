namespace SecurityPortal.Support.Cases;

/// <summary>The documents that are looked at. Their numbers are not kept.</summary>
public enum IdentityDocument
{
    Passport,
    IdentityCard,
    DrivingLicence,
    ResidencePermit,
}
