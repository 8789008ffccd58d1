using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.TwoFactor.AuthenticatorApp;

/// <summary>RFC 6238 5.2: an accepted code never works again.</summary>
public sealed class EachStepOnceTests : IAsyncDisposable
{
    private readonly Portal _portal = new();

    private AppStore Apps => _portal.Get<AppStore>();

    private DateTimeOffset Now => _portal.Clock.GetUtcNow();

    [Theory]
    [MemberData(nameof(ReadingCodesTests.Rfc6238Table), MemberType = typeof(ReadingCodesTests))]
    public async Task Each_row_of_the_RFCs_table_is_accepted_once(long seconds, string code)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(seconds));
        var apps = new AppStore(_portal.Get<IDbContextFactory<PortalDbContext>>(), _portal.Get<Secrets>(), clock);
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await using (var transaction = await PersonTransaction.BeginAsync(
            _portal.Get<IDbContextFactory<PortalDbContext>>(), person.Id))
        {
            apps.Add(transaction, AuthenticatorKey.FromBase32(ReadingCodesTests.RfcKey), "RFC 6238", lastStep: 0);
            await transaction.CommitAsync();
        }

        Assert.True(await apps.SpendAsync(person.Id, code));
        Assert.False(await apps.SpendAsync(person.Id, code));
    }

    [Fact]
    public async Task Of_forty_at_once_one_is_accepted()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var code = Rfc6238.CodeAt(person.AppKeys[0], Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Apps.SpendAsync(person.Id, code))));

        Assert.Single(answers, accepted => accepted);
    }

    [Fact]
    public async Task Of_the_three_codes_of_the_window_only_later_ones_follow()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        string[] codes = [.. new[] { -30, 0, 30 }.Select(seconds => Rfc6238.CodeAt(person.AppKeys[0], Now.AddSeconds(seconds)))];

        Assert.True(await Apps.SpendAsync(person.Id, codes[1]));
        Assert.False(await Apps.SpendAsync(person.Id, codes[0]));
        Assert.True(await Apps.SpendAsync(person.Id, codes[2]));
        Assert.False(await Apps.SpendAsync(person.Id, codes[1]));
    }

    [Fact]
    public async Task A_step_spent_with_one_app_is_not_spent_with_another()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.HasAsync(MethodIds.App);

        Assert.True(await Apps.SpendAsync(person.Id, Rfc6238.CodeAt(person.AppKeys[0], Now)));
        Assert.True(await Apps.SpendAsync(person.Id, Rfc6238.CodeAt(person.AppKeys[1], Now)));
    }

    [Fact]
    public async Task The_step_that_turns_an_app_on_is_spent_with_it()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();

        Assert.False(await Apps.SpendAsync(person.Id, Rfc6238.CodeAt(person.AppKeys[0], Now)));
        Assert.True(await Apps.SpendAsync(person.Id, person.NextAppCode()));
    }

    [Fact]
    public async Task Of_twenty_proofs_of_one_set_up_at_once_one_counts()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnSmsAsync();
        var setup = await person.BeginAsync(MethodIds.App);
        var code = Rfc6238.CodeAt(TestPerson.KeyOf(setup), Now);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => person.Enrolment.TurnOnAsync(person.Session, setup.Id, code, null))));

        Assert.Single(results, result => result is TurnOnResult.On);
        Assert.Equal(1, await Rows.CountAsync(_portal, "AuthenticatorApps", person.Id));
    }

    [Fact]
    public async Task The_key_is_nowhere_in_clear()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var setup = await person.BeginAsync(MethodIds.App);
        var pending = TestPerson.KeyOf(setup);
        await person.TurnOnAppAsync();
        var kept = person.AppKeys[0];

        var dump = DatabaseDump.Of(_portal);

        Assert.All([pending, kept], key => Assert.DoesNotContain(key, dump));
        Assert.All([pending, kept], key => Assert.DoesNotContain(
            System.Text.Encoding.Latin1.GetString(OtpNet.Base32Encoding.ToBytes(key)), dump));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();
}
