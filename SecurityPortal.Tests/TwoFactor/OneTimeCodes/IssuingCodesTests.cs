using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.TwoFactor.OneTimeCodes;

public sealed class IssuingCodesTests : IAsyncDisposable
{
    private readonly Portal _portal = new(("OneTimeCodes:MaxSendsPerHour", "2000"), ("OneTimeCodes:MaxSendsPerDay", "2000"));

    private OneTimeCodeService Codes => _portal.Get<OneTimeCodeService>();

    [Fact]
    public async Task The_wait_before_the_next_grows_from_thirty_seconds_to_two_minutes()
    {
        var request = await RequestAsync();
        foreach (var wait in new[] { 30, 60, 120, 120 })
        {
            var next = _portal.Clock.GetUtcNow().AddSeconds(wait);
            Assert.Equal(new IssueResult.Issued(next), await IssueAsync(request));
            Assert.Equal(next, await Codes.NextSendAsync(request.Purpose, request.Method));

            _portal.Clock.SetUtcNow(next.AddMilliseconds(-1));
            Assert.Equal(new IssueResult.TooSoon(next), await IssueAsync(request));
            _portal.Clock.SetUtcNow(next);
        }
    }

    [Fact]
    public async Task Another_method_for_the_same_purpose_does_not_wait()
    {
        var request = await RequestAsync();

        Assert.IsType<IssueResult.Issued>(await IssueAsync(request));
        Assert.IsType<IssueResult.Issued>(await IssueAsync(request with { Method = "WhatsApp" }));
    }

    [Fact]
    public async Task Of_twenty_wishes_at_once_one_is_granted()
    {
        var request = await RequestAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => IssueAsync(request))));

        Assert.Single(results, result => result is IssueResult.Issued);
        Assert.All(results, result => Assert.True(result is IssueResult.Issued or IssueResult.TooSoon));
    }

    [Fact]
    public async Task An_account_is_sent_twenty_an_hour_and_sixty_a_day()
    {
        await using var portal = new Portal();
        var person = await TestPerson.CreateAsync(portal);
        var sent = 0;
        async Task<IssueResult> Next() => await portal.Get<OneTimeCodeService>().IssueAsync(
            new(person.Id, $"sign-in:{Guid.NewGuid():N}", MethodIds.Sms, "a number"), (_, _) =>
            {
                sent++;
                return Task.FromResult<CodeRefusal?>(null);
            });

        for (var hour = 0; hour < 3; hour++)
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.IsType<IssueResult.Issued>(await Next());
            }

            Assert.IsType<IssueResult.TooMany>(await Next());
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.IsType<IssueResult.TooMany>(await Next());
        Assert.Equal(60, sent);

        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<IssueResult.Issued>(await Next());
    }

    [Fact]
    public async Task A_code_that_could_not_be_put_in_the_outbox_is_no_code_and_counts_for_nothing()
    {
        var request = await RequestAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Codes.IssueAsync(
            request, (_, _) => throw new InvalidOperationException("The outbox is not there.")));

        Assert.Null(await Codes.NextSendAsync(request.Purpose, request.Method));
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Set<RateLimit>().Where(row => row.Key.EndsWith(request.UserId)).SumAsync(row => row.Count));
    }

    // Six positions, ten digits each; a chi-squared above 60 with nine degrees of freedom occurs once in a billion.
    [Fact]
    public async Task A_thousand_codes_are_six_digits_each_spread_evenly_and_never_twice_for_one_purpose()
    {
        const int Count = 1_000;
        var (request, codes) = (await RequestAsync(), new List<string>());
        for (var i = 0; i < Count; i++)
        {
            await IssueAsync(request with { Purpose = $"sign-in:{i % 500}" }, codes);
            if (i == 499)
            {
                _portal.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        Assert.All(codes, code => Assert.Matches("^[0-9]{6}$", code));
        Assert.Equal(Count, codes.Count);
        Assert.True(codes.Distinct().Count() > Count - 10);
        Assert.All(Enumerable.Range(0, 6), place => Assert.InRange(
            codes.CountBy(code => code[place]).Sum(digit => Math.Pow(digit.Value - (Count / 10.0), 2) / (Count / 10.0)), 0, 60));
        Assert.True(codes.Take(500).Zip(codes.Skip(500)).Count(pair => pair.First == pair.Second) < 5);
    }

    [Theory]
    [InlineData("OneTimeCodes:Lifetime", "00:10:01")]
    [InlineData("OneTimeCodes:Lifetime", "00:00:00")]
    [InlineData("OneTimeCodes:MaxAttempts", "0")]
    [InlineData("OneTimeCodes:MaxAttempts", "11")]
    [InlineData("OneTimeCodes:ResendDelays:0", "-00:00:01")]
    public async Task A_setting_that_makes_codes_weak_stops_the_start_and_is_named(string key, string value)
    {
        await using var portal = new Portal((key, value));

        var fault = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => portal.Services);

        Assert.Contains(string.Join(':', key.Split(':').Take(2)), fault.Message);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private async Task<CodeRequest> RequestAsync() =>
        new((await TestPerson.CreateAsync(_portal)).Id, "sign-in:1", MethodIds.Sms, "a number");

    private Task<IssueResult> IssueAsync(CodeRequest request, List<string>? codes = null) =>
        Codes.IssueAsync(request, (_, code) =>
        {
            codes?.Add(code);
            return Task.FromResult<CodeRefusal?>(null);
        });
}
