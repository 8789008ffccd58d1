namespace SecurityPortal.Accounts.Recovery;

/// <summary>Reports all faults of the configuration together.</summary>
internal sealed class RecoveryOptionsValidator : IValidateOptions<RecoveryOptions>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestLink = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, RecoveryOptions options)
    {
        List<string> faults = [];
        if (options.WaitingPeriod < TimeSpan.FromHours(1) || options.WaitingPeriod > LongestWait)
        {
            faults.Add($"Recovery:WaitingPeriod is {options.WaitingPeriod}. It must be from 01:00:00 to 30.00:00:00.");
        }

        if (options.LinkLifetime < TimeSpan.FromMinutes(10) || options.LinkLifetime > LongestLink)
        {
            faults.Add($"Recovery:LinkLifetime is {options.LinkLifetime}. It must be from 00:10:00 to 1.00:00:00.");
        }

        if (options.RequestsPerWeek is < 1 or > 100)
        {
            faults.Add($"Recovery:RequestsPerWeek is {options.RequestsPerWeek}. It must be from 1 to 100.");
        }

        if (options.RecentChange < TimeSpan.FromDays(1) || options.RecentChange > LongestWait)
        {
            faults.Add($"Recovery:RecentChange is {options.RecentChange}. It must be from 1.00:00:00 to 30.00:00:00.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
