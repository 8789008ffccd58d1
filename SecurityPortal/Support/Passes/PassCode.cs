using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Support.Passes;

/// <summary>The code of a pass: 79 random bits, as <c>abcd-efgh-jkmn-pqrs</c>, without letters that look alike.</summary>
internal static class PassCode
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Letters = 16;
    private const int Group = 4;

    public static string Create()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, Letters);
        return string.Join('-', letters.Chunk(Group).Select(group => new string(group)));
    }

    /// <summary>Returns the code as it was made, ignoring case and the separators typed; null when the text cannot be a code.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null or { Length: > 64 })
        {
            return null;
        }

        var letters = CodeSeparators.StripLettered(typed).ToLowerInvariant();
        return letters.Length == Letters && letters.All(char.IsAsciiLetterOrDigit)
            ? string.Join('-', letters.Chunk(Group).Select(group => new string(group)))
            : null;
    }
}
