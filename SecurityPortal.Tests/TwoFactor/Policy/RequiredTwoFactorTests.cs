using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Policy;

namespace SecurityPortal.Tests.TwoFactor.Policy;

public sealed class RequiredTwoFactorTests
{
    private const string Enrolment = "/settings/security/two-factor";

    [Fact]
    public async Task A_banner_counts_down_until_the_grace_period_is_over()
    {
        await using var portal = new Portal(("Policy:TwoFactorRequired", "true"), ("Policy:GracePeriod", "3.00:00:00"));
        var browser = await portal.Browser().TypePasswordAsync("alice");
        Assert.Contains("3 days left", browser.Text);

        portal.Clock.Advance(TimeSpan.FromDays(2));
        await browser.TypePasswordAsync("alice");
        Assert.Equal("/settings/security", browser.Path);
        Assert.Contains("1 day left", browser.Text);
    }

    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/devices")]
    [InlineData("/settings/account/email")]
    [InlineData("/settings/account/export")]
    public async Task After_it_the_account_leads_to_enrolment_and_to_nothing_else(string path)
    {
        await using var portal = new Portal(("Policy:TwoFactorRequired", "true"), ("Policy:GracePeriod", "3.00:00:00"));
        var browser = await portal.Browser().TypePasswordAsync("alice");
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await browser.TypePasswordAsync("alice");

        await browser.GetAsync(path);

        Assert.Equal(Enrolment, browser.Path);
        Assert.True(browser.Response!.IsSuccessStatusCode);
    }

    [Fact]
    public void Only_the_roles_that_it_is_required_for_are_asked()
    {
        var policy = new PolicyOptions { RequiredForRoles = ["Support"] };

        Assert.True(policy.RequiresTwoFactor(["Support"]));
        Assert.False(policy.RequiresTwoFactor(["SupportLead"]));
        Assert.False(policy.RequiresTwoFactor([]));
    }

    [Fact]
    public async Task Support_staff_are_led_to_enrolment_at_once_whatever_the_policy_says()
    {
        await using var portal = new Portal(("Policy:GracePeriod", "30.00:00:00"));

        Assert.Equal("/settings/security", (await portal.Browser().TypePasswordAsync("alice")).Path);
        Assert.Equal(Enrolment, (await portal.Browser().TypePasswordAsync("sam")).Path);
        Assert.Equal(Enrolment, (await portal.Browser().TypePasswordAsync("lee")).Path);
    }

    [Theory]
    [InlineData("sam")]
    [InlineData("lee")]
    public async Task Whoever_works_for_support_sets_up_a_key_before_anything_else(string name)
    {
        await using var portal = new Portal();

        var browser = await portal.Browser().TypePasswordAsync(name);
        Assert.Equal(Enrolment, browser.Path);
        await browser.GetAsync("/support");

        Assert.Equal(Enrolment, browser.Path);
        Assert.Contains("You work for support", browser.Text);
    }

    [Fact]
    public async Task An_app_is_not_enough_for_support_unless_policy_says_so()
    {
        await using var strict = new Portal();
        await using var content = new Portal(("Policy:StaffStrength", "Strong"));
        foreach (var (portal, path) in new[] { (strict, Enrolment), (content, "/support") })
        {
            var agent = await TestPerson.CreateAsync(portal, "Support");
            await agent.HasAsync(MethodIds.App, MethodIds.BackupCodes);
            await agent.SignInAsync(MethodIds.App);

            Assert.Equal(path, (await agent.Browser().GetAsync("/support")).Path);
        }
    }

    [Fact]
    public async Task Texts_are_not_offered_to_staff_who_have_something_stronger()
    {
        await using var portal = new Portal();
        var agent = await TestPerson.CreateAsync(portal, "Support");
        await agent.HasAsync(MethodIds.App, MethodIds.Sms, MethodIds.BackupCodes);
        await agent.HasKeyAsync();
        var browser = await portal.Browser().TypePasswordAsync(agent.Email);

        await browser.GetAsync("/sign-in/verify?method=Sms");

        Assert.Empty(await agent.MessagesAsync("sms"));
        await browser.GetAsync("/sign-in/verify?another=true");
        Assert.DoesNotContain("Text message", browser.Text);
        Assert.Contains("Authentication app", browser.Text);
    }

    [Fact]
    public async Task Who_has_two_factor_on_never_notices()
    {
        await using var portal = new Portal(("Policy:TwoFactorRequired", "true"), ("Policy:GracePeriod", "00:00:00"));
        var token = await portal.BeginSessionAsync(
            await portal.UserIdAsync("carol"), "AuthenticatorApp", "Password", new("test", "127.0.0.1"));
        var session = (await portal.Get<SessionStore>().FindByTokenAsync(token))!.Id;

        Assert.Null(await portal.Get<PolicyDeadlines>().FindAsync(session));
    }

    [Fact]
    public async Task A_method_that_is_not_offered_has_no_row()
    {
        await using var portal = new Portal(
            ("Policy:MethodsOffered:0", "AuthenticatorApp"), ("Policy:MethodsOffered:1", "BackupCodes"));
        var browser = await portal.Browser().TypePasswordAsync("alice");

        await browser.GetAsync(Enrolment);

        Assert.NotNull(browser.Page!.QuerySelector("[data-testid=method-AuthenticatorApp]"));
        Assert.Null(browser.Page!.QuerySelector("[data-testid=method-Sms]"));
    }

    [Fact]
    public async Task All_faults_of_a_policy_are_named_at_once()
    {
        await using var portal = new Portal();
        var validator = new PolicyOptionsValidator(portal.Get<MethodCatalogue>());

        var result = validator.Validate(null, new PolicyOptions
        {
            GracePeriod = TimeSpan.FromDays(-1),
            RequiredForRoles = ["King"],
            MethodsOffered = ["WhatsApp", "Pigeon"],
        });

        var faults = string.Join('\n', Assert.IsType<ValidateOptionsResult>(result).Failures!);
        foreach (var fault in new[] { "GracePeriod", "'King'", "'Pigeon'", "'WhatsApp' without 'Sms'", "works on its own" })
        {
            Assert.Contains(fault, faults);
        }
    }
}
