using System.Text.Json;
using Microsoft.Extensions.Options;
using SecurityPortal.Methods;

namespace SecurityPortal.Commands;

internal sealed class PolicyShowCommand : IPortalCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public string[] Verb => ["policy", "show"];

    public string Usage => "policy show";

    public string Description => "prints the policy that is in force";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var policy = services.GetRequiredService<IOptions<PolicyOptions>>().Value;
        await output.WriteLineAsync(JsonSerializer.Serialize(policy, Readable));
        return 0;
    }
}
