using Bunit;
using SecurityPortal.Support.Pages.People;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

public sealed class PersonPageTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_freeze_says_until_when_it_lasts_and_one_that_is_over_is_not_there()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var end = _portal.Clock.GetUtcNow().AddDays(1);
        await Rows.ExecuteAsync(
            _portal, $"""UPDATE "People" SET "FrozenUntil" = {end.ToUnixTimeMilliseconds()} WHERE "UserId" = {person.Id}""");

        var frozen = await ChipsAsync(agent, person);
        _portal.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        var free = await ChipsAsync(await agent.SignInAsync(MethodIds.SecurityKeys), person);

        var told = $"Changes to methods blocked until {end:M}, {end:t} UTC";
        Assert.Contains(told, frozen);
        Assert.DoesNotContain(free, chip => chip.StartsWith("Changes to methods blocked", StringComparison.Ordinal));
        Assert.Contains("Two-factor is on", free);
    }

    private async Task<string[]> ChipsAsync(TestPerson agent, TestPerson person)
    {
        await using var screen = await Screen.OfAsync(_portal, agent);
        var page = screen.Render<PersonPage>(parameters => parameters.Add(page => page.Id, person.Id));
        return [.. page.FindAll(".chip").Select(Screen.Words)];
    }
}
