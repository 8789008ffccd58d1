using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Data;

/// <summary>
/// A person who can sign in. Adds nothing to Identity's row, so that an existing ASP.NET Core Identity
/// database can be used as it is; what the portal keeps about a person is in <see cref="Person"/> and in the
/// tables of each folder.
/// </summary>
public sealed class PortalUser : IdentityUser;
