using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>A page of MudBlazor components with as many rows as ours and no sign-in: <c>Benchmarks/Peers/PlainMudBlazor</c>.</summary>
internal sealed class PlainMudBlazorPage : Contender
{
    private string Published => Path.Combine(Folder, "published");

    public override string Name => "Plain MudBlazor";

    public override string SignInPath => MethodsPath;

    public override string MethodsPath => "/two-factor";

    public override string SessionCookie => "";

    public override Task PrepareAsync(int people) => Programs.PublishAsync("SecurityPortal.Tests/Benchmarks/Peers/PlainMudBlazor", Published);

    public override Task TypePasswordAsync(FormClient client, string name) => Task.CompletedTask;

    public override Task TypeCodeAsync(FormClient client, string code) => Task.CompletedTask;

    protected override PortalProcess Launch(IReadOnlyList<(string Key, string Value)> settings) => PortalProcess.Start(
        [Path.Combine(Published, "PlainMudBlazor.dll")],
        [("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_CONTENTROOT", Published), .. settings]);
}
