using System.Text.Json.Nodes;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery.WhatsAppCloud;

/// <summary>Requests to Meta, checked against the description of its API.</summary>
public sealed class WhatIsSentTests : IAsyncLifetime
{
    private readonly ApiContract _contract = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _contract.DisposeAsync();

    [Fact]
    public async Task A_code_is_as_Meta_describes_it()
    {
        var (request, job) = await SendAsync();

        Assert.Empty(await _contract.FaultsAsync(ApiContract.Meta, request));
        Assert.Equal("/v23.0/106540352242922/messages", request.Path);
        Assert.Equal("Bearer a-bearer-token", request.Authorization);
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("447700900123", (string?)body["to"]);
        Assert.Equal(job.ToString("N"), (string?)body["biz_opaque_callback_data"]);
        Assert.Equal(
            ["123456", "123456"],
            body["template"]!["components"]!.AsArray().Select(component => (string?)component!["parameters"]![0]!["text"]));
    }

    [Theory]
    [InlineData("$.messaging_product", "\"sms\"")]
    [InlineData("$.to", "\"+44 7700 900123\"")]
    [InlineData("$.type", "\"text\"")]
    [InlineData("$.recipient_type", "\"group\"")]
    [InlineData("$.template.name", "\"Verification Code\"")]
    [InlineData("$.template.language.code", "\"english\"")]
    [InlineData("$.template.language", "\"en_US\"")]
    [InlineData("$.template.components[0].type", "\"header\"")]
    [InlineData("$.template.components[0].parameters[0].text", "\"a code of more than fifteen\"")]
    [InlineData("$.template.components[0].parameters", "[]")]
    [InlineData("$.template.components[1].sub_type", "\"copy_code\"")]
    [InlineData("$.template.components[1].index", "\"1\"")]
    [InlineData("$.template.components[1].parameters[0].type", "\"coupon_code\"")]
    [InlineData("$.ttl", "300")]
    public async Task One_wrong_field_is_noticed(string path, string value)
    {
        var (request, _) = await SendAsync();
        var body = JsonNode.Parse(request.Body)!;
        var parts = path[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var parent = parts[..^1].Aggregate(body, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        parent[parts[^1]] = JsonNode.Parse(value);

        Assert.NotEmpty(await _contract.FaultsAsync(ApiContract.Meta, request with { Body = body.ToJsonString() }));
    }

    private static async Task<(ReceivedRequest Request, Guid Job)> SendAsync()
    {
        await using var meta = new FakeMeta();
        await using var portal = new Portal(meta.Settings());
        var job = await portal.PostAsync(Posting.WhatsApp("+447700900123", "123456"));
        await portal.DeliverAsync();
        return (Assert.Single(meta.Requests), job);
    }
}
