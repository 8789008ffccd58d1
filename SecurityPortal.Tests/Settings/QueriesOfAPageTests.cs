using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Settings;

/// <summary>The queries that a page makes before it is sent; on PostgreSQL, each is a round trip.</summary>
[OnBothDatabases]
public sealed class QueriesOfAPageTests : IAsyncLifetime
{
    private readonly CommandCounter _commands = new();
    private readonly Portal _portal;

    public QueriesOfAPageTests() => _portal = new(("Policy:TwoFactorRequired", "true")) { WithServices = _commands.Use };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData]
    [InlineData(MethodIds.App)]
    [InlineData(MethodIds.App, MethodIds.Sms, MethodIds.WhatsApp, MethodIds.LoginRequests)]
    public async Task The_two_factor_page_takes_three_whatever_the_person_has(params string[] methods)
    {
        var person = methods.Length == 0
            ? await TestPerson.CreateAsync(_portal)
            : await TestPerson.WithAsync(_portal, methods);
        await person.SignInAsync(methods.Length == 0 ? null : MethodIds.App);
        await person.SignInElsewhereAsync();
        var browser = person.Browser();
        await browser.GetAsync("/settings/security/two-factor");

        var before = _commands.Count;
        await browser.GetAsync("/settings/security/two-factor");

        Assert.Equal(6, browser.Page!.QuerySelectorAll("[role=switch]").Length);
        Assert.InRange(_commands.Count - before, 1, 3);
    }
}
