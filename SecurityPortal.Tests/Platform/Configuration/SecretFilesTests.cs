using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Configuration;

/// <summary>Secrets come from files, one in each, as systemd, containers and Kubernetes provide them.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_the_setting_of_its_name_goes_before_others_and_needs_no_line_end()
    {
        Write("Portal__Name", "Kept in a file\n");
        Write("Delivery__Limits__Countries__0", "DE");
        Write("keys.pem", "no setting");
        await using var portal = new Portal(("Secrets:Folder", _folder), ("Portal:Name", "Kept in the environment"));

        Assert.Equal("Kept in a file", portal.Get<IOptions<PortalOptions>>().Value.Name);
        Assert.Equal(["DE"], portal.Get<IOptions<SecurityPortal.Messaging.Delivery.Limits.LimitOptions>>().Value.Countries);
        Assert.Empty(StartCheck.Warnings(portal.Services));
    }

    [Fact]
    public async Task A_file_whose_name_nothing_reads_is_told()
    {
        Write("Delivery__Twilio__AuthTokn", "hush");
        await using var portal = new Portal(("Secrets:Folder", _folder));

        var warning = Assert.Single(StartCheck.Warnings(portal.Services));

        Assert.Contains("Delivery:Twilio:AuthTokn. Did you mean Delivery:Twilio:AuthToken?", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/at/all")]
    [InlineData("secrets")]
    public async Task A_folder_that_is_not_there_stops_the_start(string folder)
    {
        await using var portal = new Portal(("Secrets:Folder", folder));

        var faults = Assert.Throws<OptionsValidationException>(() => portal.Services).Failures;

        Assert.Contains($"Secrets:Folder is '{folder}'. There is no such folder; give the full path.", faults);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
