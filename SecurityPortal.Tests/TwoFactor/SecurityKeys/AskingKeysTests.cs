using System.Buffers.Text;
using System.Text.Json;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

public sealed class AskingKeysTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Each_challenge_is_32_bytes_and_none_comes_twice()
    {
        var challenges = new List<string>();
        var person = default(TestPerson)!;
        for (var i = 0; i < 100; i++)
        {
            // One person may not begin many more enrolments than these.
            person = i % 25 == 0 ? await (await TestPerson.CreateAsync(shared.Portal)).SignInAsync() : person;
            using var options = JsonDocument.Parse((string)(await person.BeginAsync(MethodIds.SecurityKeys)).Display!);
            challenges.Add(options.RootElement.GetProperty("challenge").GetString()!);
        }

        Assert.All(challenges, challenge => Assert.Equal(32, Base64Url.DecodeFromChars(challenge).Length));
        Assert.Distinct(challenges);
    }
}
