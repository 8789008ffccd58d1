using Microsoft.AspNetCore.Identity;
using SecurityPortal.Accounts.Email;

namespace SecurityPortal.Tests.Accounts.Email;

public sealed class EmailAddressTests
{
    private readonly ILookupNormalizer _names = new AccountNames();

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("o'brien+tag@example.co.uk")]
    [InlineData("anna&ben@example.com")]
    [InlineData("a/b=c@example.com")]
    [InlineData("jörg@example.com")]
    public void What_people_have_is_taken_as_it_is(string typed) => Assert.Equal((typed, null), EmailAddress.Read(typed));

    [Theory]
    [InlineData("  alice@example.com ", "alice@example.com")]
    [InlineData("\u200Balice@example.com\uFEFF", "alice@example.com")]
    [InlineData("alice@example.com.", "alice@example.com")]
    [InlineData("alice@EXAMPLE.com", "alice@example.com")]
    [InlineData("lena@münchen.example", "lena@xn--mnchen-3ya.example")]
    [InlineData("lena@mu\u0308nchen.example", "lena@xn--mnchen-3ya.example")]
    [InlineData("lena@xn--mnchen-3ya.example", "lena@xn--mnchen-3ya.example")]
    [InlineData("jo\u0308rg@example.com", "jörg@example.com")]
    public void One_mailbox_is_kept_in_one_spelling(string typed, string kept)
    {
        Assert.Equal((kept, null), EmailAddress.Read(typed));
        Assert.Equal(_names.NormalizeEmail(kept), _names.NormalizeEmail(EmailAddress.Typed(typed)));
    }

    [Theory]
    [InlineData("bo\u00ADb@example.com")]
    [InlineData("b\u200Bob@example.com")]
    [InlineData("b\u200Fob@example.com")]
    [InlineData("ecila\u202Emoc.live@harvest.example")]
    [InlineData("b\uFEFFob@example.com")]
    [InlineData("b\u2066ob@example.com")]
    [InlineData("b\u3164ob@example.com")]
    [InlineData("bob@exa\u200Bmple.com")]
    [InlineData("b\0ob@example.com", EmailFault.Incomplete)]
    [InlineData("bo\U000E0062b@example.com")]
    [InlineData("b\uFFFEob@example.com", EmailFault.Incomplete)]
    internal void What_cannot_be_seen_makes_no_account_that_looks_like_another(string typed, EmailFault fault = EmailFault.Hidden) =>
        Assert.Equal((null, fault), EmailAddress.Read(typed));

    [Theory]
    [InlineData("alice.@example.com")]
    [InlineData("a.b.@example.com")]
    [InlineData(".alice@example.com")]
    [InlineData("a..b@example.com")]
    public void What_no_mail_server_takes_is_refused_by_its_own_sentence(string typed) =>
        Assert.Equal((null, EmailFault.Dots), EmailAddress.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("alice@")]
    [InlineData("@example.com")]
    [InlineData("alice@example")]
    [InlineData("alice@exa mple.com")]
    [InlineData("alice bob@example.com")]
    [InlineData("\"alice\"@example.com")]
    [InlineData("alice@b@example.com")]
    [InlineData("alice@[192.0.2.1]")]
    [InlineData("alice@-example.com")]
    [InlineData("alice@example..com")]
    [InlineData("Alice <alice@example.com>")]
    [InlineData("alice@example.com, bob@example.com")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com")]
    public void What_is_no_address_is_refused(string? typed) =>
        Assert.Equal((null, EmailFault.Incomplete), EmailAddress.Read(typed));

    // Thirty-two letters of two octets each: the maximum of 64 octets before the @.
    [Theory]
    [InlineData(189, true)]
    [InlineData(190, false)]
    public void Its_length_is_counted_in_octets_as_mail_servers_do(int domainLength, bool isTaken)
    {
        var label = new string('a', 60);
        var address = $"{new string('ö', 32)}@{label}.{label}.{label}.{new string('a', domainLength - 183)}";

        Assert.Equal(isTaken, EmailAddress.Of(address) == address);
    }

    [Theory]
    [InlineData("root@localhost")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("alice.@example.com")]
    public void An_account_from_elsewhere_may_have_an_address_that_a_new_one_may_not(string address)
    {
        Assert.Null(EmailAddress.Of(address));
        Assert.Equal(address, EmailAddress.Typed($" {address}\u200B"));
    }

    [Theory]
    [InlineData("Bob@Example.com", "BOB@EXAMPLE.COM")]
    [InlineData("john doe", "JOHN DOE")]
    [InlineData("a@b.", "A@B")]
    [InlineData("x\uFFFEy", "X\uFFFDY")]
    public void Names_are_looked_up_as_Identity_does_and_nothing_makes_it_fail(string typed, string name) =>
        Assert.Equal(name, _names.NormalizeName(typed));

    // A lone surrogate does not survive as a test argument.
    [Fact]
    public void Half_a_letter_makes_it_fail_as_little() => Assert.Equal("X\uFFFD", _names.NormalizeName("x\ud800"));
}
