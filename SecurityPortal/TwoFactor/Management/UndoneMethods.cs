namespace SecurityPortal.TwoFactor.Management;

/// <summary>The result of undoing a change, as ids of methods in the order of the screen.</summary>
/// <param name="Off">The methods that were turned off.</param>
/// <param name="Changed">The methods that stay on, without the key or app that was added.</param>
/// <param name="Kept">The methods left as they are, since a link in an email must not remove them (R13). If any, nothing changed.</param>
internal sealed record UndoneMethods(IReadOnlyList<string> Off, IReadOnlyList<string> Changed, IReadOnlyList<string> Kept);
