using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>An attacker with a whole network of addresses who tries each limit from one address after another.</summary>
public sealed class ChangingAddressesTests : IAsyncDisposable
{
    private const int Tries = 6;
    private readonly ComesFrom _from = new("192.0.2.1");
    private readonly Portal _portal;

    public ChangingAddressesTests() => _portal = new(
        ("SignIn:TriesPerAddress", $"{Tries}"), ("Accounts:RequestsPerNetwork", $"{Tries}"))
    {
        WithServices = services => services.AddSingleton<IStartupFilter>(_from),
    };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("2001:db8:77::{0}", "2001:db8:77:0:ffff::1")]
    [InlineData("198.51.100.20", "::ffff:198.51.100.20")]
    [InlineData("::ffff:198.51.100.20", "198.51.100.20")]
    public async Task Passwords_from_one_network_are_looked_at_so_often_and_no_more(string addresses, string another)
    {
        for (var i = 1; i <= Tries; i++)
        {
            _from.Address = string.Format(addresses, i);
            Assert.Contains("is wrong", (await _portal.Browser().TypePasswordAsync($"stranger{i}@example.com", "Wrong-horse-77")).Text);
        }

        _from.Address = another;
        Assert.Contains("Too many attempts from your network", (await _portal.Browser().TypePasswordAsync("alice")).Text);
        _from.Address = "2001:db8:78::1";
        Assert.True(await (await _portal.Browser().TypePasswordAsync("alice")).IsSignedInAsync());
    }

    [Fact]
    public async Task Mails_are_asked_for_from_one_network_so_often_and_no_more()
    {
        for (var i = 1; i <= Tries; i++)
        {
            _from.Address = $"2001:db8:77::{i}";
            Assert.Contains("on its way", (await AskAsync($"stranger{i}@example.com")).Text);
        }

        _from.Address = "2001:db8:77:0:ffff::1";
        Assert.Contains("Too many attempts from your network", (await AskAsync("alice@example.com")).Text);
        _from.Address = "2001:db8:78::1";
        Assert.Contains("on its way", (await AskAsync("alice@example.com")).Text);
    }

    private async Task<TestBrowser> AskAsync(string email) =>
        await (await _portal.Browser().GetAsync("/sign-in/forgot-password")).SubmitAsync(("email", email));
}
