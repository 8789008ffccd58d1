namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>Reports all faults in the limits together.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        List<string> faults = [];
        faults.AddRange(options.Countries
            .Where(country => country != LimitOptions.Everywhere && !(country.Length == 2 && country.All(char.IsAsciiLetter)))
            .Select(country => $"Delivery:Limits:Countries has '{country}'. Give two letters each, such as GB, or * for all."));
        (string Key, int? Value)[] counts =
        [
            (nameof(options.PerNumberPerHour), options.PerNumberPerHour), (nameof(options.PerNumberPerDay), options.PerNumberPerDay),
            (nameof(options.PerPrefixPerHour), options.PerPrefixPerHour), (nameof(options.PerPrefixPerDay), options.PerPrefixPerDay),
            (nameof(options.PerAddressPerHour), options.PerAddressPerHour), (nameof(options.PerAddressPerDay), options.PerAddressPerDay),
            (nameof(options.SmsPerDay), options.SmsPerDay), (nameof(options.WhatsAppPerDay), options.WhatsAppPerDay),
            (nameof(options.ConversionMinimum), options.ConversionMinimum),
            (nameof(options.PerNumberPerDayWhileStopped), options.PerNumberPerDayWhileStopped),
        ];
        faults.AddRange(counts.Where(count => count.Value < 1)
            .Select(count => $"Delivery:Limits:{count.Key} is {count.Value}. Give a number above zero."));
        if (options.ConversionFloor is not (>= 0 and <= 1))
        {
            faults.Add($"Delivery:Limits:ConversionFloor is {options.ConversionFloor}. Give a fraction from 0 to 1.");
        }

        if (options.ConversionWindow < ConversionMonitor.Step || options.ConversionWindow > TimeSpan.FromDays(1))
        {
            faults.Add($"Delivery:Limits:ConversionWindow is {options.ConversionWindow}. Give a time from 00:05:00 to 1.00:00:00.");
        }

        if (options.StopLifetime < options.ConversionWindow || options.StopLifetime > TimeSpan.FromDays(7))
        {
            faults.Add($"Delivery:Limits:StopLifetime is {options.StopLifetime}. Give a time from Delivery:Limits:ConversionWindow to 7.00:00:00.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
