namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Says why no code was sent, or why what was typed is not a code.</summary>
internal sealed class CodeTexts(IStringLocalizer<Texts> texts)
{
    /// <summary>Returns why no code was sent; null when one was sent or is on its way.</summary>
    public string? Explain(IssueResult? result) => result switch
    {
        IssueResult.TooMany => texts["We have sent you too many codes. Try another way, or wait a while."],
        IssueResult.NoDestination => texts["No code was sent because this method was turned off. Try another way."],
        IssueResult.NotSent { Why: var why } => Explain(why),
        _ => null,
    };

    /// <summary>Returns what is wrong with the format of a typed code; null when it is valid.</summary>
    public string? WrongForm(string? typed) =>
        CodeText.Normalize(typed) is null ? texts["That isn't a valid code. Enter six digits, 0 to 9."].Value : null;

    /// <summary>Says that a sent code has expired, or was typed wrong too often.</summary>
    public string NoLongerWorks => texts["This code no longer works. Send a new one."];

    private string Explain(CodeRefusal why) => why switch
    {
        CodeRefusal.RegionNotServed =>
            texts["We don't send codes to numbers in this country. Use another number or another method."],
        CodeRefusal.NumberLimit =>
            texts["We have sent too many codes to this number. Use another method, or wait a while."],
        CodeRefusal.AddressLimit =>
            texts["Too many codes were requested from your network. Use another method, or wait a while."],
        CodeRefusal.Paused =>
            texts["We can't send codes to numbers like this one at the moment. Use another method, or try again later."],
        CodeRefusal.NoProvider =>
            texts["We no longer send codes this way. Use another method."],
    };
}
