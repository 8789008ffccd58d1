using System.Text.Json;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>What a person sees when a code does not arrive, and how they continue from there.</summary>
public sealed class WhatThePersonSeesTests : IAsyncDisposable
{
    private readonly FakeTwilio _twilio = new();
    private readonly Portal _portal;

    public WhatThePersonSeesTests()
    {
        _portal = new Portal(_twilio.Settings(sms: true, whatsApp: true));
        _twilio.Clock = _portal.Clock;
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Theory]
    [InlineData(21610, "opted out of our messages")]
    [InlineData(21614, "It may be a landline")]
    [InlineData(21408, "is in a country that we can't send messages to")]
    [InlineData(30007, "the phone network blocked the message")]
    [InlineData(20003, "isn't working at the moment")]
    [InlineData(29999, "Send a new code, or try another way")]
    public async Task Each_refusal_of_a_text_has_a_sentence_and_another_way(int code, string sentence)
    {
        _twilio.Always = ProviderFault.Error(400, code);
        var browser = await SignInAsync(MethodIds.Sms);
        await _portal.DeliverAsync();

        await browser.GetAsync("/sign-in/verify");

        Assert.Contains(sentence, browser.Text);
        Assert.Contains(browser.Page!.QuerySelectorAll("a"), link => link.TextContent == "Try another way");
    }

    [Fact]
    public async Task A_phone_that_is_off_is_told_when_Twilio_tells_it()
    {
        var browser = await SignInAsync(MethodIds.Sms);
        await _portal.DeliverAsync();
        Assert.Contains("Sent to +", (await browser.GetAsync("/sign-in/verify")).Text);

        await _portal.Browser().SendAsync(FakeTwilio.Callback(_twilio.Taken.Single(), "undelivered", 30003));
        await _portal.DeliverAsync();

        Assert.Contains("is switched off or has no signal", (await browser.GetAsync("/sign-in/verify")).Text);
    }

    [Fact]
    public async Task A_text_that_arrived_is_said_to_have()
    {
        var browser = await SignInAsync(MethodIds.Sms);
        await _portal.DeliverAsync();
        await _portal.Browser().SendAsync(FakeTwilio.Callback(_twilio.Taken.Single(), "delivered"));
        await _portal.DeliverAsync();

        var (text, final, failed, again) = await AskAsync(browser, "Sms");

        Assert.EndsWith("Delivered.", text);
        Assert.True(final);
        Assert.False(failed || again);
    }

    [Fact]
    public async Task WhatsApp_that_opened_by_itself_and_fails_is_followed_by_a_text_that_signs_in()
    {
        _twilio.Faults.Enqueue(ProviderFault.Error(400, 63024));
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp);
        await person.SignInAsync(MethodIds.Sms);
        await person.Methods.PreferAsync(person.Session, MethodIds.WhatsApp);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await _portal.DeliverAsync();
        Assert.True((await AskAsync(browser, "WhatsApp")).Again);

        await browser.GetAsync("/sign-in/verify");
        await _portal.DeliverAsync();

        Assert.Contains("on WhatsApp, so we're sending a text message instead.", browser.Text);
        Assert.Equal("Sms", browser.Page!.QuerySelector("input[name=method]")!.GetAttribute("value"));
        var text = Assert.Single(_twilio.Taken);
        Assert.Equal(person.Number, text.To);
        await browser.GetAsync("/sign-in/verify");
        Assert.Single(_twilio.Taken);
        await browser.SubmitAsync(("code", text.Code));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task WhatsApp_that_the_person_chose_and_that_fails_says_so_and_offers_a_text()
    {
        _twilio.Faults.Enqueue(ProviderFault.Error(400, 63024));
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=WhatsApp");
        Assert.True(browser.Page!.QuerySelector("[data-delivery-instead]")!.HasAttribute("hidden"));
        await _portal.DeliverAsync();
        var (_, _, failed, again) = await AskAsync(browser, "WhatsApp", chosen: true);
        Assert.True(failed);
        Assert.False(again);

        await browser.GetAsync("/sign-in/verify?method=WhatsApp");
        await _portal.DeliverAsync();

        Assert.Contains("on WhatsApp. Try another way.", browser.Text);
        Assert.Empty(_twilio.Taken);
        var way = browser.Page!.QuerySelector("[data-delivery-instead]")!;
        Assert.False(way.HasAttribute("hidden"));
        Assert.Equal("Send a text message instead", way.TextContent);
        await browser.GetAsync(way.GetAttribute("href")!);
        await _portal.DeliverAsync();
        await browser.SubmitAsync(("code", Assert.Single(_twilio.Taken).Code));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Faults_of_delivery_cost_no_tries()
    {
        _twilio.Always = ProviderFault.Error(400, 30007);
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var i = 0; i < 7; i++)
        {
            await _portal.DeliverAsync();
            _portal.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(20));
            await browser.SubmitAsync(("action", "send"), ("code", ""));
        }

        _twilio.Always = null;
        browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await _portal.DeliverAsync();
        await browser.SubmitAsync(("code", _twilio.Taken.Single().Code));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("Delivery:Limits:PerNumberPerHour", "We have sent too many codes to this number.")]
    [InlineData("Delivery:Limits:SmsPerDay", "We can't send codes to numbers like this one at the moment.")]
    public async Task A_code_that_the_guard_refuses_is_explained_and_another_way_is_there(string limit, string sentence)
    {
        await using var portal = new Portal((limit, "1"));
        var person = await TestPerson.WithAsync(portal, MethodIds.Sms);
        await portal.Browser().TypePasswordAsync(person.Email);

        var browser = await portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains(sentence, browser.Text);
        Assert.Contains(browser.Page!.QuerySelectorAll("a"), link => link.TextContent == "Try another way");
        Assert.Single(await person.MessagesAsync("sms"));
    }

    [Fact]
    public async Task A_country_that_is_no_longer_served_is_explained_at_sign_in()
    {
        await using var portal = new Portal(("Delivery:Limits:Countries:0", "US"));
        var person = await TestPerson.WithAsync(portal, MethodIds.Sms);

        var browser = await portal.Browser().TypePasswordAsync(person.Email);

        Assert.Contains("We don't send codes to numbers in this country.", browser.Text);
    }

    [Fact]
    public async Task A_set_up_follows_its_code()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", "+14155550123"));
        Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        Assert.StartsWith("Sending a code to +1", (await LineAsync()).Text);

        await _portal.DeliverAsync();
        Assert.StartsWith("Sent to +1", (await LineAsync()).Text);
        await _portal.Browser().SendAsync(FakeTwilio.Callback(_twilio.Taken.Single(), "undelivered", 30006));
        await _portal.DeliverAsync();

        var line = await LineAsync();
        Assert.Contains("It may be a landline", line.Text);
        Assert.True(line.HasFailed && line.IsFinal);
        var stranger = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        Assert.Null(await stranger.Enrolment.ProgressAsync(stranger.Session, setup.Id, "+1 •••• ••23"));

        async Task<CodeLine> LineAsync() =>
            (await person.Enrolment.ProgressAsync(person.Session, setup.Id, "+1 •••• ••23"))!;
    }

    private async Task<TestBrowser> SignInAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        return await _portal.Browser().TypePasswordAsync(person.Email);
    }

    private static async Task<(string Text, bool Final, bool Failed, bool Again)> AskAsync(
        TestBrowser browser, string method, bool chosen = false)
    {
        var answer = await browser.SendAsync(new HttpRequestMessage(
            HttpMethod.Get, $"/sign-in/verify/delivery?method={method}{(chosen ? "&chosen=true" : "")}"));
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("text").GetString()!, json.GetProperty("final").GetBoolean(),
            json.GetProperty("failed").GetBoolean(), json.GetProperty("again").GetBoolean());
    }
}
