namespace SecurityPortal.Authentication.Passwords;

/// <summary>Says how strong a new password is, and what to do if it is refused.</summary>
internal sealed class PasswordTexts(IStringLocalizer<Texts> texts)
{
    public string Explain(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => texts["Use at least {0} characters. A few words in a row are easy to remember.", PasswordRules.MinLength],
        PasswordFault.TooLong => texts["Use at most {0} characters.", PasswordRules.MaxLength],
        PasswordFault.Common => texts["That password is on the lists that attackers try first. Choose another one."],
        PasswordFault.Guessable => texts["That password is easy to guess. Add a word or two that nobody would expect."],
    };

    public string Strength(PasswordAssessment assessment) => assessment switch
    {
        { Fault: PasswordFault.TooLong } => texts["Too long"],
        { Score: <= 1 } => texts["Too weak"],
        { Score: 2 } => texts["Fair"],
        { Score: 3 } => texts["Good"],
        _ => texts["Strong"],
    };
}
