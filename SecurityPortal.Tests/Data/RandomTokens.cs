using SecurityPortal.Data;

namespace SecurityPortal.Tests.Data;

public sealed class RandomTokens
{
    [Fact]
    public void A_token_is_256_bits_never_the_same_and_kept_as_a_hash()
    {
        var tokens = Enumerable.Range(0, 1_000).Select(_ => RandomToken.Create()).ToList();

        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token));
        Assert.Equal(RandomToken.Length, tokens[0].Length);
        Assert.Distinct(tokens);
        Assert.All(tokens, token => Assert.Equal(32, RandomToken.Hash(token).Length));
        Assert.Distinct(tokens.Select(token => Convert.ToHexString(RandomToken.Hash(token))));
    }
}
