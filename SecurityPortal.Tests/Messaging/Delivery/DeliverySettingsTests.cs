using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>Wrong delivery settings stop the start, and each is named.</summary>
public sealed class DeliverySettingsTests
{
    [Fact]
    public async Task A_provider_that_does_not_exist_is_named_for_each_channel()
    {
        var faults = await FaultsAsync("Development",
            ("Delivery:Sms:Provider", "Pigeon"), ("Delivery:WhatsApp:Provider", ""), ("Delivery:Email:Provider", "Owl"));

        Assert.Equal(3, faults.Count);
        Assert.Contains(faults, fault => fault.StartsWith("Delivery:Sms:Provider is 'Pigeon'", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Delivery:WhatsApp:Provider is ''", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Delivery:Email:Provider is 'Owl'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Production_does_without_the_provider_that_sends_nothing()
    {
        var faults = await FaultsAsync("Production",
            ("Delivery:Sms:Provider", "Development"), ("Delivery:WhatsApp:Provider", "Development"), ("Delivery:Email:Provider", "Development"));

        Assert.Equal(3, faults.Count(fault => fault.Contains("'Development', which exists in Development only", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_fault_of_the_mail_server_is_named_at_once()
    {
        var faults = await FaultsAsync("Development",
            ("Delivery:Email:Provider", "Smtp"), ("Delivery:Smtp:Port", "0"), ("Delivery:Smtp:Security", "Auto"),
            ("Delivery:Smtp:From", "nobody"), ("Delivery:Smtp:UserName", "portal"));

        foreach (var key in new[] { "Host", "Port", "Security", "From", "UserName" })
        {
            Assert.Contains(faults, fault => fault.StartsWith($"Delivery:Smtp:{key}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_password_is_never_to_go_in_clear()
    {
        var faults = await FaultsAsync("Development",
            ("Delivery:Email:Provider", "Smtp"), ("Delivery:Smtp:Host", "mail.example.com"), ("Delivery:Smtp:From", "a@example.com"),
            ("Delivery:Smtp:Security", "None"), ("Delivery:Smtp:UserName", "portal"), ("Delivery:Smtp:Password", "s3cret"));

        Assert.Contains("password unencrypted", Assert.Single(faults));
        Assert.DoesNotContain("s3cret", faults[0]);
    }

    [Fact]
    public async Task Every_fault_of_Twilio_is_named_at_once_and_no_secret()
    {
        var faults = await FaultsAsync("Production",
            ("Delivery:Sms:Provider", "Twilio"), ("Delivery:WhatsApp:Provider", "Twilio"), ("Delivery:Email:Provider", "Smtp"),
            ("Delivery:Smtp:Host", "mail.example.com"), ("Delivery:Smtp:From", "a@example.com"),
            ("Delivery:Twilio:BaseUrl", "http://api.twilio.com"), ("Delivery:Twilio:AccountSid", "AC1"),
            ("Delivery:Twilio:ApiKeySecret", "hush"), ("Delivery:Twilio:From", "+1 415"), ("Delivery:Twilio:WhatsAppFrom", "me"));

        foreach (var key in new[] { "BaseUrl", "AccountSid", "AuthToken", "ApiKeySid", "From", "WhatsAppFrom", "WhatsAppContentSid" })
        {
            Assert.Contains(faults, fault => fault.StartsWith($"Delivery:Twilio:{key} ", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(faults, fault => fault.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Texts_need_one_sender_and_not_two()
    {
        await using var twilio = new FakeTwilio();
        (string, string)[] both = [.. twilio.Settings(), ("Delivery:Twilio:MessagingServiceSid", "MG0123456789abcdef0123456789abcdef")];

        Assert.Contains("give one of them", Assert.Single(await FaultsAsync("Development", both)));
    }

    [Fact]
    public async Task Every_fault_of_the_Cloud_API_is_named_at_once()
    {
        var faults = await FaultsAsync("Development",
            ("Delivery:WhatsApp:Provider", "WhatsAppCloud"), ("Delivery:WhatsAppCloud:BaseUrl", "graph.facebook.com"),
            ("Delivery:WhatsAppCloud:ApiVersion", "23"), ("Delivery:WhatsAppCloud:PhoneNumberId", "+1415"),
            ("Delivery:WhatsAppCloud:TemplateLanguage", "English"));

        foreach (var key in new[]
        {
            "BaseUrl", "ApiVersion", "PhoneNumberId", "AccessToken", "AppSecret", "VerifyToken", "TemplateName", "TemplateLanguage",
        })
        {
            Assert.Contains(faults, fault => fault.StartsWith($"Delivery:WhatsAppCloud:{key} is", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Settings_of_a_provider_that_is_not_chosen_are_nobodys_business()
    {
        await using var portal = new Portal(("Delivery:Smtp:Port", "0"));

        Assert.NotNull(portal.Services);
    }

    internal static async Task<IReadOnlyList<string>> FaultsAsync(string environment, params (string, string)[] settings)
    {
        await using var portal = new Portal([.. settings, ("Database:KeyCertificate", KeyCertificate.File)]) { EnvironmentName = environment };
        var thrown = Assert.ThrowsAny<Exception>(() => portal.Services);
        return [.. (thrown is AggregateException many ? many.InnerExceptions : (IEnumerable<Exception>)[thrown])
            .Cast<OptionsValidationException>().SelectMany(exception => exception.Failures)];
    }
}
