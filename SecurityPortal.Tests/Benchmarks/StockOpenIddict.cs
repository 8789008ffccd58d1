using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>OpenIddict as its documentation first sets it up, with tables in SQLite: <c>Benchmarks/Peers/StockOpenIddict</c>.</summary>
internal sealed class StockOpenIddict : Contender
{
    private string Published => Path.Combine(Folder, "published");

    public override string Name => "Stock OpenIddict";

    public override string SignInPath => "/login";

    public override string MethodsPath => "/";

    public override string SessionCookie => ".AspNetCore.Cookies";

    public override Task PrepareAsync(int people) => Programs.PublishAsync("SecurityPortal.Tests/Benchmarks/Peers/StockOpenIddict", Published);

    public override Task TypePasswordAsync(FormClient client, string name) => Task.CompletedTask;

    public override Task TypeCodeAsync(FormClient client, string code) => Task.CompletedTask;

    protected override PortalProcess Launch(IReadOnlyList<(string Key, string Value)> settings) => PortalProcess.Start(
        [Path.Combine(Published, "StockOpenIddict.dll")],
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_CONTENTROOT", Published),
            ("ConnectionStrings__Default", $"Data Source={Path.Combine(Folder, "openiddict.db")}"),
            ("Client__Id", CodeFlowContender.Client), ("Client__Secret", CodeFlowContender.Secret),
            ("Client__Redirect", CodeFlowContender.Redirect), .. settings,
        ]);
}
