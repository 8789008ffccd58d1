namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>The browser's answer to a ceremony: a signed credential as JSON, or a code word for what went wrong.</summary>
internal sealed record KeyAnswer(string? Credential, string? Trouble);
