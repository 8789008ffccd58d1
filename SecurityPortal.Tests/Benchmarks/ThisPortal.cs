using System.Diagnostics;
using System.Reflection;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>The portal. In Development, the only environment with a provider for messages so far.</summary>
internal sealed class ThisPortal : Contender
{
    public override string Name => "SecurityPortal";

    public override string SignInPath => "/sign-in";

    public override string MethodsPath => "/settings/security/two-factor";

    public override string SessionCookie => "__Host-portal-session";

    public override async Task PrepareAsync(int people)
    {
        var debuggable = typeof(Program).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.False(debuggable?.IsJITOptimizerDisabled, "Measure what is built for release: dotnet build -c Release");
        if (people > 0)
        {
            await StartAsync(
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(MeasuredPortal).Assembly.GetName().Name!),
                ("Measure__People", $"{people}"));
            await StopAsync();
        }
    }

    public override async Task TypePasswordAsync(FormClient client, string name)
    {
        await client.GetAsync(SignInPath);
        await client.SubmitAsync(follow: false, ("login", $"{name}@example.com"), ("password", Portal.Password));
    }

    public override async Task TypeCodeAsync(FormClient client, string code)
    {
        await client.GetAsync(client.Path);
        await client.SubmitAsync(follow: false, ("code", code));
    }

    protected override PortalProcess Launch(IReadOnlyList<(string Key, string Value)> settings)
    {
        var here = AppContext.BaseDirectory;
        return PortalProcess.Start(
            [
                "exec", "--depsfile", Path.Combine(here, "SecurityPortal.Tests.deps.json"),
                "--runtimeconfig", Path.Combine(here, "SecurityPortal.runtimeconfig.json"),
                Path.Combine(here, "SecurityPortal.dll"),
            ],
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ConnectionStrings__Portal", $"Data Source={Path.Combine(Folder, "portal.db")}"),
                ("Database__KeyRing", Path.Combine(Folder, "keys")),
                .. settings,
            ]);
    }
}
