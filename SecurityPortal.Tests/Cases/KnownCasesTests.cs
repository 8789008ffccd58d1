using System.Reflection;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>
/// Runs every input of <c>cases.json</c> through the real code that takes such input. The full tests of each fix are in the
/// folders of their features.
/// </summary>
public sealed partial class KnownCasesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = shared.Portal;

    private static readonly ILookup<string, MethodInfo> Methods = typeof(KnownCasesTests)
        .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)
        .SelectMany(method => (method.GetCustomAttribute<CaseAttribute>()?.Ids ?? []).Select(id => (id, method)))
        .ToLookup(pair => pair.id, pair => pair.method);

    public static TheoryData<string> Ids => [.. KnownCase.All.Select(known => known.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_others_stumbled_over_is_answered_as_it_should(string id)
    {
        var methods = Methods[id].ToList();
        Assert.True(methods.Count == 1, $"{methods.Count} methods try {id}.");

        await (Task)methods[0].Invoke(this, [KnownCase.All.Single(known => known.Id == id)])!;
    }

    [Fact]
    public void Nothing_is_tried_that_the_file_does_not_tell()
    {
        Assert.True(KnownCase.All.Count > 60, "The file was not read.");
        Assert.Empty(Methods.Select(pair => pair.Key).Except(KnownCase.All.Select(known => known.Id)));
    }

    private async Task<TestBrowser> SignInAsync(string name, string password = Portal.Password) =>
        await (await _portal.Browser().GetAsync("/sign-in")).SubmitAsync(("login", name), ("password", password));

    private async Task<int?> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        return await PortalCommands.RunAsync(_portal.Services, args, output, output);
    }
}
