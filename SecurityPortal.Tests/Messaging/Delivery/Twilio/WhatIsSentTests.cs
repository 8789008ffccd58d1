using System.Text.Json;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Twilio;

/// <summary>Requests to Twilio, checked against its own API description.</summary>
public sealed class WhatIsSentTests : IAsyncLifetime
{
    private readonly ApiContract _contract = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _contract.DisposeAsync();

    [Fact]
    public async Task A_text_is_as_Twilio_describes_it()
    {
        var request = await SendAsync(Posting.Text("+447700900123", "123456"));

        Assert.Empty(await _contract.FaultsAsync(ApiContract.Twilio, request));
        Assert.Equal("+447700900123", request.Form["To"]);
        Assert.Equal("+14155550100", request.Form["From"]);
        Assert.EndsWith("\n\n@localhost #123456", request.Form["Body"]);
        Assert.Equal("300", request.Form["ValidityPeriod"]);
        Assert.StartsWith("https://localhost/webhooks/twilio/status?job=", request.Form["StatusCallback"]);
    }

    [Fact]
    public async Task A_WhatsApp_message_is_as_Twilio_describes_it()
    {
        var request = await SendAsync(Posting.WhatsApp("+447700900123", "123456"));

        Assert.Empty(await _contract.FaultsAsync(ApiContract.Twilio, request));
        Assert.Equal("whatsapp:+447700900123", request.Form["To"]);
        Assert.Equal("whatsapp:+14155550101", request.Form["From"]);
        Assert.Equal("123456", JsonDocument.Parse(request.Form["ContentVariables"]).RootElement.GetProperty("1").GetString());
        Assert.DoesNotContain("Body", request.Form.Keys);
    }

    [Theory]
    [InlineData("To", "+44 7700 900123")]
    [InlineData("To", null)]
    [InlineData("From", null)]
    [InlineData("Body", "")]
    [InlineData("Body", null)]
    [InlineData("ValidityPeriod", "0")]
    [InlineData("ValidityPeriod", "soon")]
    [InlineData("RiskCheck", "on")]
    [InlineData("StatusCallback", "https://my_portal.example/webhooks")]
    [InlineData("ContentSid", "HX0123456789abcdef0123456789abcdef")]
    [InlineData("MaximumPrice", "1")]
    public async Task One_wrong_field_is_noticed(string field, string? value)
    {
        var request = await SendAsync(Posting.Text("+447700900123", "123456"));
        var form = request.Form.Where(pair => pair.Key != field);
        var wrong = await new FormUrlEncodedContent(value is null ? form : form.Append(new(field, value))).ReadAsStringAsync();

        Assert.NotEmpty(await _contract.FaultsAsync(ApiContract.Twilio, request with { Body = wrong }));
    }

    [Fact]
    public async Task An_API_key_signs_in_the_place_of_the_account()
    {
        var request = await SendAsync(
            Posting.Text("+447700900123", "123456"),
            ("Delivery:Twilio:ApiKeySid", "SK0123456789abcdef0123456789abcdef"), ("Delivery:Twilio:ApiKeySecret", "key"));

        Assert.Equal(
            "Basic " + Convert.ToBase64String("SK0123456789abcdef0123456789abcdef:key"u8), request.Authorization);
        Assert.Contains(FakeTwilio.AccountSid, request.Path);
    }

    [Fact]
    public async Task A_messaging_service_stands_in_for_the_sender()
    {
        var request = await SendAsync(
            Posting.Text("+447700900123", "123456"),
            ("Delivery:Twilio:From", ""), ("Delivery:Twilio:MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"));

        Assert.Empty(await _contract.FaultsAsync(ApiContract.Twilio, request));
        Assert.Equal("MG0123456789abcdef0123456789abcdef", request.Form["MessagingServiceSid"]);
        Assert.DoesNotContain("From", request.Form.Keys);
    }

    private static async Task<ReceivedRequest> SendAsync(OutgoingMessage message, params (string, string)[] settings)
    {
        await using var twilio = new FakeTwilio();
        await using var portal = new Portal([.. twilio.Settings(sms: true, whatsApp: true).Concat(settings)
            .GroupBy(setting => setting.Item1).Select(group => group.Last())]);
        await portal.PostAsync(message);
        await portal.DeliverAsync();
        return Assert.Single(twilio.Requests);
    }
}
