using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.TwoFactor.OneTimeCodes;

public sealed class SpendingCodesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private OneTimeCodeService Codes => _portal.Get<OneTimeCodeService>();

    [Fact]
    public async Task It_works_once()
    {
        var (request, code) = await IssueAsync();

        Assert.True(await Codes.VerifyAsync(request, code));
        Assert.False(await Codes.VerifyAsync(request, code));
    }

    [Fact]
    public async Task Of_twenty_at_once_no_more_than_one_is_accepted()
    {
        var (request, code) = await IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Codes.VerifyAsync(request, code))));

        Assert.Single(answers, accepted => accepted);
    }

    [Fact]
    public async Task It_is_good_for_five_minutes_and_not_a_millisecond_longer()
    {
        var (early, first) = await IssueAsync();
        var (late, second) = await IssueAsync();

        _portal.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.True(await Codes.VerifyAsync(early, first));

        _portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await Codes.VerifyAsync(late, second));
    }

    [Fact]
    public async Task The_fifth_try_may_be_right_and_the_sixth_may_not()
    {
        var (request, code) = await IssueAsync();
        var (other, otherCode) = await IssueAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.False(await Codes.VerifyAsync(request, Wrong(code)));
            Assert.False(await Codes.VerifyAsync(other, Wrong(otherCode)));
        }

        Assert.True(await Codes.VerifyAsync(request, code));

        Assert.False(await Codes.VerifyAsync(other, Wrong(otherCode)));
        Assert.False(await Codes.VerifyAsync(other, otherCode));
    }

    [Fact]
    public async Task A_new_one_makes_the_old_one_void_and_has_tries_of_its_own()
    {
        var (request, old) = await IssueAsync();
        for (var i = 0; i < 5; i++)
        {
            await Codes.VerifyAsync(request, Wrong(old));
        }

        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var newer = await IssueAsync(request);

        Assert.False(old != newer && await Codes.VerifyAsync(request, old));
        Assert.True(await Codes.VerifyAsync(request, newer));
    }

    [Fact]
    public async Task A_new_one_that_came_too_soon_leaves_the_old_one_good()
    {
        var (request, code) = await IssueAsync();

        await Codes.IssueAsync(request, (_, _) => throw new InvalidOperationException("Nothing may be sent."));

        Assert.True(await Codes.VerifyAsync(request, code));
    }

    [Theory]
    [InlineData("purpose")]
    [InlineData("method")]
    [InlineData("destination")]
    [InlineData("person")]
    public async Task It_is_worth_nothing_for_another(string what)
    {
        var (request, code) = await IssueAsync();
        var other = what switch
        {
            "purpose" => request with { Purpose = $"confirm:{request.Purpose}" },
            "method" => request with { Method = MethodIds.WhatsApp },
            "destination" => request with { Destination = "another number" },
            _ => request with { UserId = (await TestPerson.CreateAsync(_portal)).Id },
        };

        Assert.False(await Codes.VerifyAsync(other, code));
        Assert.True(await Codes.VerifyAsync(request, code));
    }

    [Fact]
    public async Task At_rest_there_is_a_keyed_hash_and_once_spent_nothing()
    {
        var (request, code) = await IssueAsync();
        var (twin, twinCode) = await IssueAsync();
        var (kept, other) = (await RowAsync(request), await RowAsync(twin));

        Assert.Equal(32, kept.Hash.Length);
        Assert.NotEqual(kept.Hash, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)));
        Assert.True(code != twinCode || !kept.Hash.SequenceEqual(other.Hash));

        await Codes.VerifyAsync(request, code);
        Assert.Empty((await RowAsync(request)).Hash);
        Assert.False(await Codes.VerifyAsync(request, ""));
    }

    [Fact]
    public async Task The_same_code_has_another_hash_for_another_purpose_and_in_another_portal()
    {
        var (request, code) = await IssueAsync();
        await using var elsewhere = new Portal { IsEmpty = true };
        var here = _portal.Get<SecurityPortal.Platform.Database.KeyedHash>().OfIssued("one-time-code", request.UserId, request.Purpose, request.Method, request.Destination, code);
        var there = elsewhere.Get<SecurityPortal.Platform.Database.KeyedHash>().OfIssued("one-time-code", request.UserId, request.Purpose, request.Method, request.Destination, code);

        Assert.Equal(here, (await RowAsync(request)).Hash);
        Assert.NotEqual(here, there);
    }

    private static string Wrong(string code) => code[0] == '0' ? $"1{code[1..]}" : $"0{code[1..]}";

    private async Task<(CodeRequest Request, string Code)> IssueAsync()
    {
        var request = new CodeRequest(
            (await TestPerson.CreateAsync(_portal)).Id, $"sign-in:{Guid.NewGuid():N}", MethodIds.Sms, "a number");
        return (request, await IssueAsync(request));
    }

    private async Task<string> IssueAsync(CodeRequest request)
    {
        var sent = "";
        Assert.IsType<IssueResult.Issued>(await Codes.IssueAsync(request, (_, code) =>
        {
            sent = code;
            return Task.FromResult<CodeRefusal?>(null);
        }));
        return sent;
    }

    private async Task<OneTimeCode> RowAsync(CodeRequest request)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<OneTimeCode>().AsNoTracking().SingleAsync(row => row.Purpose == request.Purpose);
    }
}
