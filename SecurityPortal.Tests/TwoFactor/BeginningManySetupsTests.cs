using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>Somebody who begins one enrolment after another: each costs a row, and some cost ten slow hashes.</summary>
public sealed class BeginningManySetupsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const int AtOnce = 30;
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task So_many_may_be_begun_and_then_the_person_and_nobody_else_has_to_wait()
    {
        var (person, other) = (await NewAsync(), await NewAsync());
        for (var i = 0; i < AtOnce; i++)
        {
            Assert.IsType<BeginResult.Begun>(await person.TryBeginAsync(MethodIds.App));
        }

        Assert.Equal(MethodFault.TooManySetups, Refusals.Fault(await person.TryBeginAsync(MethodIds.App)));
        Assert.IsType<BeginResult.Begun>(await other.TryBeginAsync(MethodIds.App));
    }

    [Fact]
    public async Task Of_many_begun_at_once_no_more_are()
    {
        var person = await NewAsync();

        var begun = await Task.WhenAll(Enumerable.Range(0, AtOnce + 10).Select(_ => Task.Run(() => person.TryBeginAsync(MethodIds.App))));

        Assert.Equal(AtOnce, begun.Count(result => result is BeginResult.Begun));
    }

    [Fact]
    public async Task Whoever_finishes_one_may_begin_as_many_again()
    {
        var person = await NewAsync();
        for (var i = 0; i < AtOnce - 2; i++)
        {
            await person.TryBeginAsync(MethodIds.App);
        }

        await person.TurnOnAppAsync();

        for (var i = 0; i < AtOnce; i++)
        {
            Assert.IsType<BeginResult.Begun>(await person.TryBeginAsync(MethodIds.App));
        }
    }

    private async Task<TestPerson> NewAsync() => await (await TestPerson.CreateAsync(_portal)).SignInAsync();
}
