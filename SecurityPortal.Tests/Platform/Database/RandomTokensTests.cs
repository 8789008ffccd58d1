using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

public sealed class RandomTokensTests
{
    [Fact]
    public async Task A_token_is_256_bits_never_the_same_and_kept_as_a_keyed_hash_of_its_kind()
    {
        await using var portal = new Portal();
        var keyedHash = portal.Get<KeyedHash>();
        var tokens = Enumerable.Range(0, 1_000).Select(_ => RandomToken.Create()).ToList();

        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token));
        Assert.Equal(RandomToken.Length, tokens[0].Length);
        Assert.Distinct(tokens);
        Assert.All(tokens, token => Assert.Equal(32, keyedHash.OfToken(token, "link").Length));
        Assert.Distinct(tokens.SelectMany(token => new[] { "link", "flow" }, (token, kind) => Convert.ToHexString(keyedHash.OfToken(token, kind))));
    }
}
