using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Configuration;

namespace SecurityPortal.Tests.Authentication.Passwords;

public sealed class NewPasswordsTests
{
    private readonly PasswordRules _rules = new(Options.Create(new PortalOptions()));

    [Theory]
    [InlineData("Correct-horse-7")]
    [InlineData("violet kettle drum")]
    [InlineData("Ünïcödé-wörter-süß")]
    [InlineData("gravel moss seven owls")]
    public void Any_characters_will_do_when_nobody_would_guess_them(string password) =>
        Assert.Null(_rules.Check(password));

    [Fact]
    public void Twelve_characters_are_enough_and_eleven_are_not()
    {
        Assert.Null(_rules.Check("xkq7#vmw2!zp"));
        Assert.Equal(PasswordFault.TooShort, _rules.Check("xkq7#vmw2!z"));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_characters_are_taken_and_one_more_is_not()
    {
        var longest = string.Concat(Enumerable.Range(0, 32).Select(number => $"q{number:00}w"));

        Assert.Null(_rules.Check(longest));
        Assert.Equal(PasswordFault.TooLong, _rules.Check(longest + "!"));
    }

    [Fact]
    public void A_character_is_one_however_many_places_it_takes()
    {
        var animals = Enumerable.Range(0x1F400, 64).Select(char.ConvertFromUtf32).ToList();
        string Of(int count) => string.Concat(Enumerable.Range(0, count).Select(number => animals[number * 7 % 64]));

        Assert.Equal(PasswordFault.TooShort, _rules.Check(Of(11)));
        Assert.Null(_rules.Check(Of(12)));
        Assert.Null(_rules.Check(Of(65)));
        Assert.Null(_rules.Check(Of(128)));
        Assert.Equal(PasswordFault.TooLong, _rules.Check(Of(129)));
    }

    [Theory]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("Password1234")]
    [InlineData("PASSWORD2025!")]
    [InlineData("qwertyuiop123")]
    public void What_attackers_try_first_is_refused_in_any_case(string password) =>
        Assert.Equal(PasswordFault.Common, _rules.Check(password));

    [Theory]
    [InlineData("zzzzzzzzzzzzzzzz")]
    [InlineData("abcabcabcabcabc")]
    public void Patterns_are_refused(string password) => Assert.NotNull(_rules.Check(password));

    [Fact]
    public void The_own_address_is_no_password() =>
        Assert.NotNull(_rules.Check("marguerite.poe@example.com", "marguerite.poe@example.com"));

    [Fact]
    public void The_strength_shown_never_praises_what_is_refused()
    {
        Assert.Equal(0, _rules.Assess("").Score);
        Assert.Equal(1, _rules.Assess("short").Score);
        Assert.Equal(1, _rules.Assess("Password1234").Score);
        Assert.Equal(4, _rules.Assess("gravel moss seven owls").Score);
    }
}
