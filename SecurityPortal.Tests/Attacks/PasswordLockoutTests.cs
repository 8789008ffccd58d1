using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Attacks;

/// <summary>Guessing passwords, and locking the owner out with wrong guesses (ASVS 6.1.3, 6.3.1).</summary>
public sealed class PasswordLockoutTests : IAsyncLifetime
{
    private readonly Portal _portal = new(("SignIn:TriesPerAddress", "100000"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task It_grows_from_one_to_five_to_fifteen_to_sixty_minutes()
    {
        var person = await TestPerson.CreateAsync(_portal);
        foreach (var minutes in new[] { 1, 5, 15, 60, 60 })
        {
            await GuessAsync(person.Email, 5);
            Assert.Contains(
                minutes == 1 ? "sign in to this account again in 1 minute." : $"sign in to this account again in {minutes} minutes.",
                (await _portal.Browser().TypePasswordAsync(person.Email)).Text);

            _portal.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(await (await _portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(await SignsInAsync(person));
    }

    [Fact]
    public async Task It_is_told_to_nobody_without_the_right_password()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await GuessAsync(person.Email, 5);

        var stranger = await _portal.Browser().TypePasswordAsync(person.Email, "Wrong-horse-77");

        Assert.Contains("That email, user name or password is wrong.", stranger.Text);
        Assert.DoesNotContain("too many", stranger.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Of_sixty_passwords_at_once_the_right_one_does_not_win_after_the_limit()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await GuessAsync(person.Email, 5);
        var browsers = Enumerable.Range(0, 60).Select(_ => _portal.Browser()).ToList();
        foreach (var browser in browsers)
        {
            await browser.GetAsync("/sign-in");
        }

        await Task.WhenAll(browsers.Select((browser, i) => Task.Run(() => browser.SendAsync(
            browser.Form(("login", person.Email), ("password", i == 30 ? Portal.Password : $"Wrong-horse-{i}"))))));

        Assert.Equal(0, await Rows.OpenSessionsAsync(_portal, person.Id));
    }

    [Fact]
    public async Task A_success_starts_the_count_anew()
    {
        var person = await TestPerson.CreateAsync(_portal);
        for (var round = 0; round < 3; round++)
        {
            await GuessAsync(person.Email, 4);
            Assert.True(await SignsInAsync(person));
        }
    }

    [Fact]
    public async Task Failures_are_forgotten_after_a_day()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await GuessAsync(person.Email, 4);
        _portal.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        await GuessAsync(person.Email, 1);

        Assert.True(await SignsInAsync(person));
    }

    [Fact]
    public async Task However_the_name_is_written_it_is_one_count()
    {
        var person = await TestPerson.CreateAsync(_portal);
        await GuessAsync(person.Email.ToUpperInvariant(), 3);
        await GuessAsync($" {person.Email} ", 2);

        Assert.Contains("sign in to this account again in", (await _portal.Browser().TypePasswordAsync(person.Email)).Text);
    }

    [Fact]
    public async Task A_strangers_wrong_passwords_do_not_touch_the_second_step()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var owner = await _portal.Browser().TypePasswordAsync(person.Email);

        await GuessAsync(person.Email, 12);
        await owner.SubmitAsync(("code", person.NextAppCode()));

        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task Wrong_second_steps_do_not_touch_the_password()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        for (var i = 0; i < 10; i++)
        {
            await browser.SubmitAsync(("code", "000000"));
        }

        Assert.Equal("/sign-in/verify", (await _portal.Browser().TypePasswordAsync(person.Email)).Path);
    }

    [Fact]
    public async Task Guessing_at_a_confirmation_does_not_lock_sign_in()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = await person.Browser().GetAsync("/sign-in/confirm");
        for (var i = 0; i < 5; i++)
        {
            await browser.SubmitAsync(("password", "Wrong-horse-77"));
            Assert.Contains("That password is wrong.", browser.Text);
        }

        await browser.SubmitAsync(("password", Portal.Password));
        Assert.Contains("Too many attempts. Try again in 1 minute.", browser.Text);
        Assert.True(await SignsInAsync(person));
    }

    [Fact]
    public async Task A_network_is_locked_after_its_wrong_passwords_and_not_by_right_ones()
    {
        await using var portal = new Portal(("SignIn:TriesPerAddress", "4"));
        var person = await TestPerson.CreateAsync(portal);
        for (var i = 0; i < 6; i++)
        {
            Assert.True(await (await portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
        }

        for (var i = 0; i < 4; i++)
        {
            await portal.Browser().TypePasswordAsync($"stranger{i}@example.com", "Wrong-horse-77");
        }

        Assert.Contains(
            "Too many attempts from your network. Try again in 1 minute.",
            (await portal.Browser().TypePasswordAsync(person.Email)).Text);
    }

    [Fact]
    [OnBothDatabases]
    public async Task Nor_by_a_right_one_after_all_but_one_of_them()
    {
        await using var portal = new Portal(("SignIn:TriesPerAddress", "4"));
        var person = await TestPerson.CreateAsync(portal);
        for (var i = 0; i < 3; i++)
        {
            await portal.Browser().TypePasswordAsync($"stranger{i}@example.com", "Wrong-horse-77");
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await (await portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
        }

        await portal.Browser().TypePasswordAsync("stranger@example.com", "Wrong-horse-77");
        Assert.Contains("Too many attempts from your network.", (await portal.Browser().TypePasswordAsync(person.Email)).Text);
    }

    [Fact]
    public async Task A_network_that_is_used_every_day_begins_each_day_anew()
    {
        await using var portal = new Portal(("SignIn:TriesPerAddress", "4"));
        var person = await TestPerson.CreateAsync(portal);
        for (var day = 0; day < 3; day++)
        {
            for (var i = 0; i < 3; i++)
            {
                await portal.Browser().TypePasswordAsync($"stranger{day}{i}@example.com", "Wrong-horse-77");
            }

            Assert.True(await (await portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync());
            portal.Clock.Advance(TimeSpan.FromHours(23));
        }
    }

    private async Task<bool> SignsInAsync(TestPerson person) =>
        await (await _portal.Browser().TypePasswordAsync(person.Email)).IsSignedInAsync();

    private async Task GuessAsync(string login, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _portal.Browser().TypePasswordAsync(login, "Wrong-horse-77");
        }
    }
}
