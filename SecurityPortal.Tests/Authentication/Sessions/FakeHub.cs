using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>Methods named as those of the framework's hub of interactive pages, called without a connection.</summary>
internal sealed class FakeHub : Hub
{
    /// <summary>Returns a call of this method, as the hub's filters see it.</summary>
    public static HubInvocationContext Call(Portal portal, string method, params object?[] arguments) =>
        new(new NoConnection(), portal.Services, new FakeHub(), typeof(FakeHub).GetMethod(method)!, arguments);

    public string? ResumeCircuit(string circuitIdSecret) => circuitIdSecret;

    public void OnRenderCompleted()
    {
    }

    public void EndInvokeJSFromDotNet()
    {
    }

    public void BeginInvokeDotNetFromJS()
    {
    }

    private sealed class NoConnection : HubCallerContext
    {
        public override string ConnectionId => "";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }
}
