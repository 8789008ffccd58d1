using SecurityPortal.Authentication.Sessions;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The claims about a sign-in never state more than the person proved (rule O3).</summary>
public sealed class AssuranceTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly DateTimeOffset Now = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Password", null, "SingleFactor", "pwd")]
    [InlineData("Password,TrustedDevice", null, "SingleFactor", "pwd")]
    [InlineData("Password,AuthenticatorApp", "AuthenticatorApp", "MultiFactor", "pwd otp mfa")]
    [InlineData("Password,Sms", "Sms", "MultiFactor", "pwd sms mfa")]
    [InlineData("Password,WhatsApp", "WhatsApp", "MultiFactor", "pwd sms mfa")]
    [InlineData("Password,BackupCodes", "BackupCodes", "MultiFactor", "pwd portal.backup-code mfa")]
    [InlineData("Password,LoginRequests", "LoginRequests", "SingleFactor", "pwd portal.login-request")]
    [InlineData("Password,SecurityKeys", "SecurityKeys", "PhishingResistant", "pwd swk mfa")]
    [InlineData("SecurityKeys,UserVerified", "SecurityKeys", "PhishingResistant", "swk user mfa")]
    [InlineData("TemporaryPass", "TemporaryPass", "SingleFactor", "pwd")]
    public void Each_way_in_has_its_level_and_its_names(string signedInWith, string? confirmedBy, string level, string methods)
    {
        var assurance = Assurance.Of(Session(signedInWith, confirmedBy), shared.Portal.Get<MethodCatalogue>(), keysAreBound: false);

        Assert.Equal(level, assurance.Level.ToString());
        Assert.Equal(methods, string.Join(' ', assurance.Methods));
    }

    [Fact]
    public void A_key_counts_as_hardware_only_when_none_of_the_persons_can_be_copied() =>
        Assert.Contains("hwk", Assurance.Of(
            Session("Password,SecurityKeys", "SecurityKeys"), shared.Portal.Get<MethodCatalogue>(), keysAreBound: true).Methods);

    [Fact]
    public void The_answer_is_what_was_asked_for_if_that_was_reached_and_what_was_reached_otherwise()
    {
        var mfa = new Assurance(AssuranceLevel.MultiFactor, [], Now);

        Assert.Equal(Assurance.Mfa, mfa.Answer([]));
        Assert.Equal(Assurance.Sfa, mfa.Answer([Assurance.Sfa]));
        Assert.Equal(Assurance.Mfa, mfa.Answer([Assurance.Phr]));
        Assert.Equal(Assurance.Mfa, mfa.Answer([Assurance.Phr, Assurance.Mfa, Assurance.Sfa]));
    }

    private static LiveSession Session(string signedInWith, string? confirmedBy) => new()
    {
        Id = Guid.NewGuid(),
        UserId = "id",
        UserName = "name",
        Email = "name@example.com",
        ConfirmedAt = Now,
        ConfirmedBy = confirmedBy,
        AuthenticationMethods = signedInWith,
        CreatedAt = Now,
        LastSeenAt = Now,
        UserAgent = "",
        Address = "",
        Roles = [],
    };
}
