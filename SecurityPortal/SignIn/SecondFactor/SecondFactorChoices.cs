using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The methods that can answer, and the one that opens first.</summary>
internal sealed record SecondFactorChoices(IReadOnlyList<SecondFactorChoice> All, SecondFactorChoice? First)
{
    /// <summary>Whether a hundred wrong answers in a row have closed all methods whose answers could be guessed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The lock that a right answer lifts; null if the account is not locked (R19).</summary>
    public LockState? Lock { get; init; }

    /// <summary>
    /// Returns the choice with this id, or the first one if there is no id; null if the method is not available to the
    /// person.
    /// </summary>
    public SecondFactorChoice? Find(string? id) =>
        string.IsNullOrEmpty(id) ? First : All.FirstOrDefault(choice => choice.Method.Id == id);
}
