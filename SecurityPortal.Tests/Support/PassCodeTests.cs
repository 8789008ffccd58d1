using SecurityPortal.Support.Passes;

namespace SecurityPortal.Tests.Support;

public sealed class PassCodeTests
{
    [Theory]
    [InlineData("abcd-efgh-jkmn-pqrs", "abcd-efgh-jkmn-pqrs")]
    [InlineData(" ABCD efgh JKMN pqrs ", "abcd-efgh-jkmn-pqrs")]
    [InlineData("abcd\u2013efgh\u2011jkmn\u2212pqrs", "abcd-efgh-jkmn-pqrs")]
    [InlineData("abcd.efgh\u00A0jkmn\u202Fpqrs", "abcd-efgh-jkmn-pqrs")]
    [InlineData("\uFEFFabcd\u00ADefgh\tjkmn\u200Epqrs\u200B", "abcd-efgh-jkmn-pqrs")]
    [InlineData("abcd-efgh-jkmn-pqr", null)]
    [InlineData("abcd-efgh-jkmn-pqrst", null)]
    [InlineData("abcd!efgh!jkmn!pqrs", null)]
    [InlineData("abcd-efgh-jkmn-pqr\u00E9", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_pass_is_read_as_people_write_it_down(string? typed, string? code) => Assert.Equal(code, PassCode.Normalize(typed));
}
