using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>
/// The output of <c>dotnet publish /t:PublishContainer</c>, read from its archive. No engine runs it here and the base image is
/// empty, so the tests show what the portal adds, not that the whole image starts.
/// </summary>
public sealed class ContainerTests
{
    [OnDemand]
    public async Task It_runs_as_nobody_at_a_high_port_in_Production_and_holds_the_portal()
    {
        var folder = Directory.CreateTempSubdirectory("portal-container-").FullName;
        await using var image = await EmptyBaseImage.StartAsync(FreePorts.Find(1)[0]);
        var archive = Path.Combine(folder, "portal.tar");
        var (code, output) = await Programs.RunAsync(
            "dotnet", "publish", Path.Combine(Repository.Root, "SecurityPortal"), "--configuration", "Release", "--os", "linux", "--arch", "x64",
            "/t:PublishContainer", $"-p:ContainerBaseImage={image.Image}", $"-p:ContainerArchiveOutputPath={archive}");
        Assert.True(code == 0, output);

        var config = Config(archive);

        Assert.Equal("1654", (string?)config["User"]);
        Assert.Equal(["8080/tcp"], config["ExposedPorts"]!.AsObject().Select(port => port.Key));
        Assert.Equal("/app", (string?)config["WorkingDir"]);
        Assert.Contains("SecurityPortal", config["Entrypoint"]!.ToJsonString(), StringComparison.Ordinal);
        var environment = config["Env"]!.AsArray().Select(entry => (string?)entry).ToList();
        Assert.Contains("ASPNETCORE_HTTP_PORTS=8080", environment);
        Assert.Contains("ASPNETCORE_ENVIRONMENT=Production", environment);
        Assert.Equal("MIT", (string?)config["Labels"]!["org.opencontainers.image.licenses"]);
        Directory.Delete(folder, recursive: true);
    }

    private static JsonNode Config(string archive)
    {
        Dictionary<string, byte[]> files = [];
        using (var reader = new TarReader(Open(archive)))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                if (entry.DataStream is { Length: < 1_000_000 } data)
                {
                    using var copy = new MemoryStream();
                    data.CopyTo(copy);
                    files[entry.Name] = copy.ToArray();
                }
            }
        }

        var manifest = JsonSerializer.Deserialize<JsonNode>(files["manifest.json"])![0]!;
        return JsonSerializer.Deserialize<JsonNode>(files[(string)manifest["Config"]!])!["config"]!;
    }

    private static Stream Open(string archive)
    {
        var file = File.OpenRead(archive);
        var isPacked = file.ReadByte() == 0x1F;
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
