using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Passwords;

public sealed class OwnAccountTests : IAsyncLifetime
{
    private const string NewPassword = "gravel moss seven owls";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_person_changes_the_password_and_stays_signed_in_here_alone()
    {
        var elsewhere = await _portal.Browser().TypePasswordAsync("alice");
        var browser = await _portal.Browser().TypePasswordAsync("alice");

        await ChangePasswordAsync(browser, Portal.Password, NewPassword);

        Assert.Equal("/settings/account?done=password", browser.Path);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice", NewPassword)).Path);
        Assert.Contains(await _portal.SentToAsync("alice@example.com"), mail => mail.Text.Contains("Your password was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_old_password_is_needed_and_guesses_are_counted()
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        for (var time = 0; time < 5; time++)
        {
            Assert.Contains("That password is wrong", (await ChangePasswordAsync(browser, "wrong", NewPassword)).Text);
        }

        Assert.Contains("Too many attempts", (await ChangePasswordAsync(browser, Portal.Password, NewPassword)).Text);
    }

    [Theory]
    [InlineData("/settings/account/password")]
    [InlineData("/settings/account/email")]
    [InlineData("/settings/account/delete")]
    [InlineData("/settings/account/export")]
    public async Task Account_forms_want_a_recent_confirmation(string path)
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        _portal.Clock.Advance(TimeSpan.FromMinutes(11));

        await browser.GetAsync(path);

        Assert.StartsWith("/sign-in/confirm?returnUrl=", browser.Path);
    }

    [Fact]
    public async Task A_form_sent_after_the_confirmation_ran_out_changes_nothing()
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        await browser.GetAsync("/settings/account/password");
        _portal.Clock.Advance(TimeSpan.FromMinutes(11));

        await browser.SubmitAsync(("password", Portal.Password), ("new-password", NewPassword));

        Assert.StartsWith("/sign-in/confirm", browser.Path);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice")).Path);
    }

    [Fact]
    public async Task An_address_changes_once_it_is_confirmed_and_both_are_told()
    {
        var elsewhere = await _portal.Browser().TypePasswordAsync("alice");
        var browser = await AskForEmailAsync("alice2@example.com");
        await browser.GetAsync(await _portal.LinkSentToAsync("alice2@example.com"));
        await browser.SubmitAsync();

        Assert.Equal("/settings/account?done=email", browser.Path);
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice2@example.com")).Path);
        Assert.Contains(await _portal.SentToAsync("alice2@example.com"), mail => mail.Text.Contains("email address was changed", StringComparison.Ordinal));
        var old = (await _portal.SentToAsync("alice@example.com"))[0].Text;
        Assert.Contains("email address was changed", old);
        Assert.DoesNotContain("alice2@example.com", old);
    }

    [Fact]
    public async Task Opening_the_link_of_a_new_address_changes_nothing_and_it_works_once()
    {
        var browser = await AskForEmailAsync("alice2@example.com");
        var link = await _portal.LinkSentToAsync("alice2@example.com");
        await _portal.Browser().GetAsync(link);
        Assert.Equal("/settings/security", (await _portal.Browser().TypePasswordAsync("alice")).Path);
        await browser.GetAsync(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.SendAsync(browser.Form())));

        Assert.Single(answers, answer => answer.RequestMessage!.RequestUri!.Query == "?done=email");
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_not_given_away_and_not_taken()
    {
        var free = await AskForEmailAsync("alice2@example.com");
        var taken = await AskForEmailAsync("bob@example.com");

        Assert.Equal(free.Text, taken.Text);
        Assert.DoesNotContain("token=", (await _portal.SentToAsync("bob@example.com"))[0].Text);
    }

    [Fact]
    public async Task An_address_link_dies_when_the_password_is_changed()
    {
        var browser = await AskForEmailAsync("alice2@example.com");
        var link = await _portal.LinkSentToAsync("alice2@example.com");

        await ChangePasswordAsync(browser, Portal.Password, NewPassword);

        Assert.Contains("already been used or has expired", (await _portal.Browser().GetAsync(link)).Text);
    }

    [Fact]
    public async Task A_person_deletes_the_account_with_all_that_it_had()
    {
        var id = await _portal.UserIdAsync("carol");
        var browser = await SignInCarolAsync();
        await browser.GetAsync("/settings/account/delete");

        await browser.SubmitAsync(("password", Portal.Password));

        Assert.Equal("/sign-in?reason=deleted", browser.Path);
        Assert.False(await browser.IsSignedInAsync());
        await using var db = await _portal.OpenDatabaseAsync();
        await db.Database.OpenConnectionAsync();
        var left = new List<string>();
        foreach (var name in db.Model.GetEntityTypes().Where(type => type.FindProperty("UserId") is not null)
            .Select(type => type.GetTableName()!).Except(["ActivityLog", "Outbox"]))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{name}\" WHERE \"UserId\" = '{id}'";
            if ((long)(await command.ExecuteScalarAsync())! > 0)
            {
                left.Add(name);
            }
        }

        Assert.Empty(left);
        Assert.Contains(await _portal.SentToAsync("carol@example.com"), mail => mail.Text.Contains("Your account was deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_wants_the_password()
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        await browser.GetAsync("/settings/account/delete");

        await browser.SubmitAsync(("password", "wrong"));

        Assert.Contains("That password is wrong", browser.Text);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_data_that_a_person_downloads_holds_no_secret()
    {
        var browser = await SignInCarolAsync();

        await browser.GetAsync("/settings/account/export");

        var json = await browser.Response!.Content.ReadAsStringAsync();
        using var data = JsonDocument.Parse(json);
        Assert.Equal("carol@example.com", data.RootElement.GetProperty("account").GetProperty("email").GetString());
        Assert.Equal(3, data.RootElement.GetProperty("methods").GetArrayLength());
        await using var db = await _portal.OpenDatabaseAsync();
        var user = await db.Users.SingleAsync(row => row.UserName == "carol@example.com");
        foreach (var secret in new[] { Oathtool.CarolsKey, user.PasswordHash!, user.SecurityStamp!, "hash", "token" })
        {
            Assert.DoesNotContain(secret, json, StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<TestBrowser> ChangePasswordAsync(TestBrowser browser, string current, string wanted)
    {
        await browser.GetAsync("/settings/account/password");
        return await browser.SubmitAsync(("password", current), ("new-password", wanted));
    }

    private async Task<TestBrowser> AskForEmailAsync(string email)
    {
        var browser = await _portal.Browser().TypePasswordAsync("alice");
        await browser.GetAsync("/settings/account/email");
        return await browser.SubmitAsync(("email", email));
    }

    private async Task<TestBrowser> SignInCarolAsync()
    {
        var browser = await _portal.Browser().TypePasswordAsync("carol");
        return await browser.SubmitAsync(("code", await Oathtool.CarolsCodeAsync(_portal.Clock)));
    }
}
