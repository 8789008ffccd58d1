using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support;

/// <summary>Reports all configuration errors together.</summary>
internal sealed class SupportOptionsValidator : IValidateOptions<SupportOptions>
{
    private const string Nothing = "None";

    public ValidateOptionsResult Validate(string? name, SupportOptions options)
    {
        List<string> faults = [];
        if (options.WaitingPeriod < TimeSpan.Zero)
        {
            faults.Add($"Support:WaitingPeriod is {options.WaitingPeriod}. It must not be below zero.");
        }

        if (options.TemporaryPassLifetime <= TimeSpan.Zero || options.TemporaryPassLifetime > SupportOptions.LongestByMail)
        {
            faults.Add($"Support:TemporaryPassLifetime is {options.TemporaryPassLifetime}. It must be above zero and at most 1.00:00:00.");
        }

        (string Key, TimeSpan Value)[] spans =
        [
            (nameof(options.ConfirmLifetime), options.ConfirmLifetime), (nameof(options.ApprovalLifetime), options.ApprovalLifetime),
            (nameof(options.CheckLifetime), options.CheckLifetime), (nameof(options.SecondResetWithin), options.SecondResetWithin),
            (nameof(options.RecentChange), options.RecentChange), (nameof(options.RemindAgainAfter), options.RemindAgainAfter),
            (nameof(options.UrgentDueWithin), options.UrgentDueWithin), (nameof(options.HighDueWithin), options.HighDueWithin),
            (nameof(options.NormalDueWithin), options.NormalDueWithin), (nameof(options.LowDueWithin), options.LowDueWithin),
        ];
        faults.AddRange(spans.Where(span => span.Value <= TimeSpan.Zero)
            .Select(span => $"Support:{span.Key} is {span.Value}. It must be above zero."));
        (string Key, int Value)[] caps =
        [
            (nameof(options.SearchesPerHour), options.SearchesPerHour), (nameof(options.PeoplePerHour), options.PeoplePerHour),
            (nameof(options.ActionsPerHour), options.ActionsPerHour), (nameof(options.CasesPerHour), options.CasesPerHour),
            (nameof(options.LogPagesPerHour), options.LogPagesPerHour), (nameof(options.ExportsPerHour), options.ExportsPerHour),
            (nameof(options.ListChangesPerHour), options.ListChangesPerHour), (nameof(options.ReportsPerHour), options.ReportsPerHour),
            (nameof(options.RemindersPerHour), options.RemindersPerHour),
        ];
        faults.AddRange(caps.Where(cap => cap.Value <= 0).Select(cap => $"Support:{cap.Key} is {cap.Value}. It must be above zero."));
        faults.AddRange(options.ApprovalRequiredFor
            .Where(reason => !Enum.GetNames<ApprovalReason>().Append(Nothing).Contains(reason, StringComparer.OrdinalIgnoreCase))
            .Select(reason => $"Support:ApprovalRequiredFor names '{reason}'. Known: {string.Join(", ", Enum.GetNames<ApprovalReason>())}, {Nothing}."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
