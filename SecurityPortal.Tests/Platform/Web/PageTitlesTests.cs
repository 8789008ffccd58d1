using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

public sealed class PageTitlesTests
{
    [Theory]
    [InlineData("/sign-in", "Sign in – Bank of Examples")]
    [InlineData("/register", "Create an account – Bank of Examples")]
    [InlineData("/sign-in/forgot-password", "Forgot your password? – Bank of Examples")]
    [InlineData("/settings/security/two-factor", "Two-Factor Authentication – Bank of Examples")]
    public async Task Each_says_the_page_and_whose_portal_it_is(string path, string title)
    {
        await using var portal = new Portal(("Portal:Name", "Bank of Examples"));
        var browser = path.StartsWith("/settings", StringComparison.Ordinal)
            ? await portal.Browser().TypePasswordAsync("alice")
            : portal.Browser();

        await browser.GetAsync(path);

        Assert.Equal(title, browser.Page!.Title);
    }

    [Fact]
    public void None_leaves_out_whose_portal_it_is() => Offences.AssertNone(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "SecurityPortal"), "*.razor", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "PortalTitle.razor" && File.ReadAllText(file).Contains("<PageTitle>", StringComparison.Ordinal)));
}
