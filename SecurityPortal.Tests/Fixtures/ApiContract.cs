using System.Text.Json;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Checks requests against the providers' API descriptions in <c>Messaging/Delivery/Specs</c>.</summary>
internal sealed class ApiContract : IAsyncDisposable
{
    public const string Twilio = "twilio-messages.strict.json";
    public const string Meta = "meta-messages.strict.json";

    private readonly PythonProcess _process = PythonProcess.Start("api_contract.py");

    /// <summary>Returns what is wrong with the request; empty when it matches the description.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string spec, ReceivedRequest request)
    {
        await _process.WriteLineAsync(JsonSerializer.Serialize(new
        {
            spec,
            method = request.Method,
            path = request.Path,
            type = request.ContentType,
            body = request.Body,
        }));
        return JsonSerializer.Deserialize<string[]>(await _process.ReadLineAsync())!;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
