using SecurityPortal.Authentication.Passwords;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.BackupCodes;

namespace SecurityPortal.Tests.TwoFactor.BackupCodes;

public sealed class MakingCodesTests : IDisposable
{
    private readonly HashConcurrencyLimiter _gate = new();

    // Sixteen characters from an alphabet of 32 are 80 bits (NIST 800-63B-4 4.2.1.1 asks for 64).
    [Fact]
    public async Task Ten_of_80_bits_each_without_letters_that_look_like_digits_and_never_twice()
    {
        var sets = new List<IReadOnlyList<string>>();
        for (var i = 0; i < 3; i++)
        {
            var ready = Assert.IsType<PrepareResult.Ready>(await new BackupCodesMethod(null!, _gate).PrepareAsync(
                new("", "", new Dictionary<string, string?>()), CancellationToken.None));
            sets.Add(((NewCodes)ready.Display!).Codes);
        }

        Assert.All(sets, codes => Assert.Equal(10, codes.Count));
        var all = sets.SelectMany(codes => codes).ToList();
        Assert.Distinct(all);
        Assert.All(all, code => Assert.Matches("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$", code));
    }

    [Theory]
    [InlineData("abcd-efgh-jkmn-pq01", "abcdefghjkmnpq01")]
    [InlineData(" ABCD efgh JKMN pqOl ", "abcdefghjkmnpq01")]
    [InlineData("abcdefghjkmnpqoI", "abcdefghjkmnpq01")]
    [InlineData("abcd\u2013efgh\u2013jkmn\u2013pq01", "abcdefghjkmnpq01")]
    [InlineData("abcd\u2010efgh\u2011jkmn\u2014pq01", "abcdefghjkmnpq01")]
    [InlineData("abcd\u2212efgh\u00ADjkmn.pq01", "abcdefghjkmnpq01")]
    [InlineData("\uFEFFabcd\u00A0efgh\u202Fjkmn\tpq01\u200B", "abcdefghjkmnpq01")]
    [InlineData("abcd_efgh_jkmn_pq01", null)]
    [InlineData("abcd-efgh-jkmn-pq0", null)]
    [InlineData("abcd-efgh-jkmn-pq011", null)]
    [InlineData("abcd-efgh-jkmn-pq0u", null)]
    [InlineData("abcd-efgh-jkmn-pq0١", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_write_it_down(string? typed, string? code) => Assert.Equal(code, CodeSet.Normalize(typed));

    public void Dispose() => _gate.Dispose();
}
