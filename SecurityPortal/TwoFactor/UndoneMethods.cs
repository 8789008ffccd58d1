namespace SecurityPortal.TwoFactor;

/// <summary>The result of taking back a change, as ids of methods in the order of the screen.</summary>
/// <param name="Off">Turned off.</param>
/// <param name="Changed">Still on, without the key or app that was added.</param>
/// <param name="Kept">Left as they are, because a link in an e-mail may not take them (R13); then nothing else was done.</param>
internal sealed record UndoneMethods(IReadOnlyList<string> Off, IReadOnlyList<string> Changed, IReadOnlyList<string> Kept);
