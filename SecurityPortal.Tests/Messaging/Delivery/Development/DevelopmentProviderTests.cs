using System.Text.Json;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.Development;

public sealed class DevelopmentProviderTests
{
    [Fact]
    public async Task A_message_is_found_by_its_recipient_however_many_went_to_others_since()
    {
        await using var portal = new Portal();
        var provider = portal.Get<DevelopmentProvider>();
        await SendAsync(provider, "alice@example.com", "The first");
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var later = 0; later < 500; later++)
        {
            await SendAsync(provider, "bob@example.com", "A later one");
        }

        Assert.Equal("The first", Assert.Single(await provider.ListAsync("alice@example.com", CancellationToken.None)).Text);
        var all = await provider.ListAsync(null, CancellationToken.None);
        Assert.Equal(500, all.Count);
        Assert.All(all, sent => Assert.Equal("bob@example.com", sent.To));
    }

    [Fact]
    public async Task Messages_before_an_instant_are_left_out()
    {
        await using var portal = new Portal();
        var provider = portal.Get<DevelopmentProvider>();
        await SendAsync(provider, "alice@example.com", "Before");
        var instant = portal.Clock.GetUtcNow();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(provider, "alice@example.com", "After");
        var url = $"/dev/outbox.json?to=alice@example.com&since={Uri.EscapeDataString($"{instant:O}")}";
        var response = await portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, url));
        using var sent = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("After", Assert.Single(sent.RootElement.EnumerateArray()).GetProperty("text").GetString());
    }

    private static Task SendAsync(DevelopmentProvider provider, string to, string text) =>
        provider.SendAsync(Guid.NewGuid(), new(DeliveryChannel.Email, to, text), CancellationToken.None);
}
