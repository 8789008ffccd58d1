using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Configuration;

namespace SecurityPortal.Tests.Authentication.Passwords;

/// <summary>One password is measured at a time.</summary>
public sealed class PasswordStrengthTests : IOptions<PortalOptions>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ManualResetEventSlim _open = new();
    private readonly SemaphoreSlim _begun = new(0);
    private readonly PasswordStrength _strength;
    private int _measured;

    public PasswordStrengthTests() => _strength = new(new PasswordRules(this));

    // Read in the middle of a measurement, which therefore lasts until the test releases it.
    PortalOptions IOptions<PortalOptions>.Value
    {
        get
        {
            Interlocked.Increment(ref _measured);
            _begun.Release();
            _open.Wait(Patience);
            return new();
        }
    }

    public void Dispose()
    {
        _strength.Dispose();
        _open.Dispose();
        _begun.Dispose();
    }

    [Fact]
    public async Task One_is_measured_a_few_wait_and_the_rest_is_turned_away_at_once()
    {
        var first = MeasureAsync();
        Assert.True(await _begun.WaitAsync(Patience));
        var waiting = Enumerable.Range(0, PasswordStrength.InLine).Select(_ => MeasureAsync()).ToList();

        Assert.Null(await MeasureAsync());
        Assert.Equal(1, _measured);

        _open.Set();
        Assert.NotNull(await first);
        Assert.All(await Task.WhenAll(waiting), told => Assert.NotNull(told));
    }

    [Fact]
    public async Task A_password_is_measured_once_for_what_is_wrong_with_it_and_how_good_it_is()
    {
        _open.Set();

        Assert.Equal(4, (await MeasureAsync())!.Value.Score);
        Assert.Equal(1, _measured);
    }

    private Task<PasswordAssessment?> MeasureAsync() => _strength.MeasureAsync("gravel moss seven owls", []);
}
