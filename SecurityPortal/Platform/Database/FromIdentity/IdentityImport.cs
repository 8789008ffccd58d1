namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>
/// Exists if the portal's tables were created beside those of an application with ASP.NET Core Identity: its accounts are older
/// than the portal, and the application may continue to use its own tables.
/// </summary>
internal sealed class IdentityImport
{
    public const int TheOnlyId = 1;

    public required int Id { get; init; }

    public required DateTimeOffset At { get; init; }
}
