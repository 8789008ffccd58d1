namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>
/// There when the portal's tables were made beside those of an application with ASP.NET Core Identity: accounts were there
/// before the portal was, and the application may go on using its own tables.
/// </summary>
internal sealed class IdentityImport
{
    public const int TheOnlyId = 1;

    public required int Id { get; init; }

    public required DateTimeOffset At { get; init; }
}
