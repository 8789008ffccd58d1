using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Nodes;

/// <summary>Two nodes, one with a clock 90 seconds ahead.</summary>
public sealed class ClocksApartTests : IAsyncDisposable
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(90);
    private readonly Portal _right = new() { HasPostgreSql = true };
    private readonly FakeTimeProvider _clock = new();
    private readonly Portal _ahead;

    public ClocksApartTests() => _ahead = new()
    {
        HasPostgreSql = true,
        Beside = _right,
        WithServices = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)),
    };

    public async ValueTask DisposeAsync()
    {
        await _ahead.DisposeAsync();
        await _right.DisposeAsync();
    }

    [Fact]
    public async Task A_code_of_an_app_is_good_at_one_of_them_and_good_once()
    {
        var person = await TestPerson.WithAsync(_right, MethodIds.App);
        var browser = await _right.Browser().TypePasswordAsync(person.Email);
        var code = person.NextAppCode();
        Follow();

        await browser.At(_ahead).SubmitAsync(("code", code));
        Assert.Equal(0, await Rows.OpenSessionsAsync(_right, person.Id));
        await browser.SubmitAsync(("code", code));
        Assert.Equal(1, await Rows.OpenSessionsAsync(_right, person.Id));

        // A time step used at the node ahead stays used when the right clock reaches it later.
        var second = await _right.Browser().TypePasswordAsync(person.Email);
        var later = Rfc6238.CodeAt(person.AppKeys[0], _clock.GetUtcNow());
        await second.At(_ahead).SubmitAsync(("code", later));
        Assert.Equal(2, await Rows.OpenSessionsAsync(_right, person.Id));
        _right.Clock.Advance(Apart);
        var third = await _right.Browser().TypePasswordAsync(person.Email);
        await third.SubmitAsync(("code", later));
        Assert.Equal(2, await Rows.OpenSessionsAsync(_right, person.Id));
    }

    [Fact]
    public async Task A_session_and_a_text_of_one_are_good_at_the_other()
    {
        var person = await TestPerson.WithAsync(_right, MethodIds.Sms);
        var browser = await _right.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify");
        Follow();

        await browser.At(_ahead).SubmitAsync(("code", await _right.CodeSentToAsync(person.Number)));

        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await browser.At(_ahead).IsSignedInAsync());
    }

    [Fact]
    public async Task A_lock_that_the_right_one_set_holds_at_the_one_ahead_for_as_long_as_its_clock_says()
    {
        var person = await TestPerson.WithAsync(_right, MethodIds.App);
        var browser = await _right.Browser().TypePasswordAsync(person.Email);
        Follow();
        for (var round = 0; round < 2; round++)
        {
            for (var answer = 0; answer < 5; answer++)
            {
                await browser.SubmitAsync(("code", "000000"));
            }

            // The second lock lasts five minutes, longer than the clocks are apart.
            if (round == 0)
            {
                _right.Clock.Advance(TimeSpan.FromSeconds(61));
                Follow();
                browser = await _right.Browser().TypePasswordAsync(person.Email);
            }
        }

        var good = Rfc6238.CodeAt(person.AppKeys[0], _clock.GetUtcNow());
        await (await _ahead.Browser().TypePasswordAsync(person.Email)).SubmitAsync(("code", good));

        Assert.Equal(0, await Rows.OpenSessionsAsync(_right, person.Id));
    }

    private void Follow() => _clock.SetUtcNow(_right.Clock.GetUtcNow() + Apart);
}
