namespace SecurityPortal.TwoFactor.IdentityImport;

/// <summary>The methods that a person had in the application but does not have here.</summary>
/// <param name="Name">The user name.</param>
/// <param name="What">The methods, each with the reason.</param>
internal sealed record LostMethods(string Name, IReadOnlyList<string> What);
