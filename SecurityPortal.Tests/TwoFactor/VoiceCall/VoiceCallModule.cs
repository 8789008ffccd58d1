using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor.VoiceCall;

internal sealed class VoiceCallModule : IMethodModule
{
    public static void Register(IServiceCollection services) =>
        services.AddTwoFactorMethod<VoiceCallMethod, VoiceCallTokenProvider>(VoiceCallMethod.Id);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/voice-call/heard", () => Results.Text("An address of the seventh method.")).AllowAnonymous();
}
