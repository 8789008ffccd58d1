namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// Configuration section <c>Delivery:Limits</c>: to whom codes are sent, and how many. What is not configured is strict
/// in Production; in Development every country is served and only the number is counted. Mails are not meant: they cost
/// nothing, and have limits of their own.
/// </summary>
internal sealed class LimitOptions
{
    /// <summary>In the place of a country: all of them.</summary>
    public const string Everywhere = "*";

    /// <summary>Countries that codes are sent to, as two letters (ISO 3166), or * for all.</summary>
    /// <default>nowhere; * in Development</default>
    public string[] Countries { get; set; } = [];

    /// <summary>Codes that one number gets in an hour, whoever asks.</summary>
    /// <value>at least 1</value>
    /// <default>8; 30 in Development</default>
    public int? PerNumberPerHour { get; set; }

    /// <summary>Codes that one number gets in a day, whoever asks.</summary>
    /// <value>at least 1</value>
    /// <default>15; 90 in Development</default>
    public int? PerNumberPerDay { get; set; }

    /// <summary>
    /// Codes in an hour to one block of ten thousand numbers, which differ in their last four digits alone.
    /// </summary>
    /// <value>at least 1</value>
    /// <default>60; no limit in Development</default>
    public int? PerPrefixPerHour { get; set; }

    /// <summary>Codes in a day to one block of ten thousand numbers.</summary>
    /// <value>at least 1</value>
    /// <default>300; no limit in Development</default>
    public int? PerPrefixPerDay { get; set; }

    /// <summary>Codes in an hour that one IPv4 address or IPv6 network of 64 bits asks for.</summary>
    /// <value>at least 1</value>
    /// <default>30; no limit in Development</default>
    public int? PerAddressPerHour { get; set; }

    /// <summary>Codes in a day that one IPv4 address or IPv6 network of 64 bits asks for.</summary>
    /// <value>at least 1</value>
    /// <default>100; no limit in Development</default>
    public int? PerAddressPerDay { get; set; }

    /// <summary>Text messages in a day, to everybody together: what the operator is ready to pay.</summary>
    /// <value>at least 1</value>
    /// <default>5000; no limit in Development</default>
    public int? SmsPerDay { get; set; }

    /// <summary>WhatsApp messages in a day, to everybody together.</summary>
    /// <value>at least 1</value>
    /// <default>5000; no limit in Development</default>
    public int? WhatsAppPerDay { get; set; }

    /// <summary>The time over which the portal counts how many codes come back.</summary>
    /// <value>from 00:05:00 to 1.00:00:00</value>
    public TimeSpan ConversionWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Codes that must have gone to a block of numbers before it is judged.</summary>
    /// <value>at least 1</value>
    public int ConversionMinimum { get; set; } = 20;

    /// <summary>The share of codes that has to come back. Fraud types none in.</summary>
    /// <value>from 0 to 1</value>
    public double ConversionFloor { get; set; } = 0.2;

    /// <summary>How long a block of numbers gets no codes once too few came back.</summary>
    /// <value>at least Delivery:Limits:ConversionWindow, at most 7.00:00:00</value>
    public TimeSpan StopLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Codes in a day to a confirmed number although its block is stopped, so that its owner still gets in.
    /// </summary>
    /// <value>at least 1</value>
    public int PerNumberPerDayWhileStopped { get; set; } = 3;

    public bool Serves(string region) => Countries.Contains(Everywhere) || Countries.Contains(region, StringComparer.OrdinalIgnoreCase);

    /// <summary>Fills in what was not configured.</summary>
    public void Complete(bool isDevelopment)
    {
        // A list in configuration is added to a default list, not put in its place; hence the default is here.
        Countries = Countries.Length > 0 || !isDevelopment ? Countries : [Everywhere];
        PerNumberPerHour ??= isDevelopment ? 30 : 8;
        PerNumberPerDay ??= isDevelopment ? 90 : 15;
        if (!isDevelopment)
        {
            PerPrefixPerHour ??= 60;
            PerPrefixPerDay ??= 300;
            PerAddressPerHour ??= 30;
            PerAddressPerDay ??= 100;
            SmsPerDay ??= 5_000;
            WhatsAppPerDay ??= 5_000;
        }
    }
}
