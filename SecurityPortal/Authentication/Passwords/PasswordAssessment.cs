namespace SecurityPortal.Authentication.Passwords;

/// <summary>The rating of a new password.</summary>
/// <param name="Fault">Why it is refused; null if it is not.</param>
/// <param name="Score">How hard it is to guess, from 0 to 4; a refused password gets at most 1.</param>
internal readonly record struct PasswordAssessment(PasswordFault? Fault, int Score);
