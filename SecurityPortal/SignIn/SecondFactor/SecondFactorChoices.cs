using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The methods that can answer, and the one that opens first.</summary>
internal sealed record SecondFactorChoices(IReadOnlyList<SecondFactorChoice> All, SecondFactorChoice? First)
{
    /// <summary>Whether a hundred wrong answers in a row have closed all methods whose answers could be guessed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The lock that a right answer opens; null when the account is open (R19).</summary>
    public LockState? Lock { get; init; }

    /// <summary>The choice of this id; the first one for no id; null for one that is not open to the person.</summary>
    public SecondFactorChoice? Find(string? id) =>
        string.IsNullOrEmpty(id) ? First : All.FirstOrDefault(choice => choice.Method.Id == id);
}
