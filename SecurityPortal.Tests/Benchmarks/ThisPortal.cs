using System.Diagnostics;
using System.Reflection;
using SecurityPortal.Tests.Benchmarks.Measured;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks;

/// <summary>The portal, published as the README says. Runs in Development by default, where messages need no provider.</summary>
internal sealed class ThisPortal : Contender
{
    /// <summary>Whether it runs in Production, behind a proxy that speaks HTTPS. Mails then go nowhere.</summary>
    public bool IsProduction { get; init; }

    private string Published => Path.Combine(Folder, "published");

    public override string Name => "SecurityPortal";

    public override string SignInPath => "/sign-in";

    public override string MethodsPath => "/settings/security/two-factor";

    public override string SessionCookie => "__Host-portal-session";

    public override async Task PrepareAsync(int people)
    {
        var debuggable = typeof(Program).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.False(debuggable?.IsJITOptimizerDisabled, "Measure what is built for release: dotnet build -c Release");
        await Programs.PublishAsync("SecurityPortal", Published);
        if (people > 0)
        {
            await StartAsync(
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(MeasuredPortal).Assembly.GetName().Name!),
                ("Measure__People", $"{people}"));
            await StopAsync();
        }
    }

    public override HttpMessageInvoker NewConnection() => IsProduction
        ? new(new BehindTls { InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false } })
        : base.NewConnection();

    public override void MakeKnown(FormClient client) => client.SetCookie("__Host-portal-browser", ManyPeople.Browser);

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
        // With hosting startups, for example to create people, it runs from the tests' build output.
        var withMore = settings.Any(setting => setting.Key == "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES");
        IReadOnlyList<string> program = withMore
            ? PortalProcess.Program
            : [Path.Combine(Published, "SecurityPortal.dll")];
        return PortalProcess.Start(
            program,
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),

                // Otherwise Development serves reloadable static files uncompressed.
                ("ReloadStaticAssetsAtRuntime", "false"),
                ("ASPNETCORE_CONTENTROOT", withMore ? Path.Combine(Repository.Root, "SecurityPortal") : Published),
                ("ConnectionStrings__Portal", $"Data Source={Path.Combine(Folder, "portal.db")}"),
                ("Database__KeyRing", Path.Combine(Folder, "keys")),
                .. IsProduction && !withMore ? Production : [],
                .. settings,
            ]);
    }

    private static (string Key, string Value)[] Production =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"), ("Portal__PublicUrl", "https://localhost"), ("Proxy__KnownProxies__0", "127.0.0.1"),
        ("Database__KeyCertificate", KeyCertificate.File), ("Delivery__Sms__Provider", "None"), ("Delivery__WhatsApp__Provider", "None"),
        ("Delivery__Email__Provider", "Smtp"), ("Delivery__Smtp__Host", "127.0.0.1"), ("Delivery__Smtp__Port", "9"),
        ("Delivery__Smtp__Security", "None"), ("Delivery__Smtp__From", "no-reply@example.com"),
    ];

    /// <summary>Adds the headers of a proxy that speaks HTTPS with the browser.</summary>
    private sealed class BehindTls : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.1");
            request.Headers.Add("X-Forwarded-Proto", "https");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
