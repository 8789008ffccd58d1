using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>Which numbers are too new to prove anything to a recovery or to support (decisions 12 and 35).</summary>
[OnBothDatabases]
public sealed class RecentChangesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_number_that_a_thief_added_is_new_also_once_the_thief_has_turned_the_app_off()
    {
        var person = await OwnerAsync(MethodIds.App);
        await person.TurnOnSmsAsync();
        Assert.True(await IsNumberNewAsync(person));

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));

        Assert.True(await IsNumberNewAsync(person));
    }

    [Fact]
    public async Task In_an_account_new_to_two_factor_the_number_is_the_owners_whatever_came_and_went()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        await person.TurnOnSmsAsync();

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.App));

        Assert.False(await IsNumberNewAsync(person));
    }

    [Fact]
    public async Task Turning_WhatsApp_off_leaves_the_number_as_old_as_it_is()
    {
        var person = await OwnerAsync(MethodIds.Sms, MethodIds.WhatsApp);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.WhatsApp));

        Assert.False(await IsNumberNewAsync(person));
    }

    [Fact]
    public async Task A_number_that_went_and_came_back_is_new()
    {
        var person = await OwnerAsync(MethodIds.App, MethodIds.Sms);

        Assert.IsType<MethodResult.Done>(await person.TurnOffAsync(MethodIds.Sms));
        await person.TurnOnSmsAsync();

        Assert.True(await IsNumberNewAsync(person));
    }

    private async Task<TestPerson> OwnerAsync(params string[] methods)
    {
        var person = await TestPerson.WithAsync(_portal, methods);
        _portal.Clock.Advance(TimeSpan.FromDays(5));
        return await person.SignInAsync(methods[0]);
    }

    private async Task<bool> IsNumberNewAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return (await _portal.Get<RecentChanges>().FindAsync(db, person.Id, TimeSpan.FromDays(3), CancellationToken.None)).Number;
    }
}
