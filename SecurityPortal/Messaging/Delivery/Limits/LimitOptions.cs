namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// Configuration section <c>Delivery:Limits</c>: which countries codes are sent to, and how many. The defaults are strict
/// in Production; in Development, codes go to every country and only the limits per number apply. Emails are not included:
/// they cost nothing, and have their own limits.
/// </summary>
internal sealed class LimitOptions
{
    /// <summary>Stands for all countries.</summary>
    public const string Everywhere = "*";

    /// <summary>Countries that codes are sent to, as two-letter codes (ISO 3166), or * for all.</summary>
    /// <default>nowhere; * in Development</default>
    public string[] Countries { get; set; } = [];

    /// <summary>Codes to one number per hour, whoever requests them.</summary>
    /// <value>at least 1</value>
    /// <default>8; 30 in Development</default>
    public int? PerNumberPerHour { get; set; }

    /// <summary>Codes to one number per day, whoever requests them.</summary>
    /// <value>at least 1</value>
    /// <default>15; 90 in Development</default>
    public int? PerNumberPerDay { get; set; }

    /// <summary>Codes per hour to one block of ten thousand numbers, which differ only in their last four digits.</summary>
    /// <value>at least 1</value>
    /// <default>60; no limit in Development</default>
    public int? PerPrefixPerHour { get; set; }

    /// <summary>Codes per day to one block of ten thousand numbers.</summary>
    /// <value>at least 1</value>
    /// <default>300; no limit in Development</default>
    public int? PerPrefixPerDay { get; set; }

    /// <summary>Codes per hour requested from one IPv4 address or one IPv6 network of 64 bits.</summary>
    /// <value>at least 1</value>
    /// <default>30; no limit in Development</default>
    public int? PerAddressPerHour { get; set; }

    /// <summary>Codes per day requested from one IPv4 address or one IPv6 network of 64 bits.</summary>
    /// <value>at least 1</value>
    /// <default>100; no limit in Development</default>
    public int? PerAddressPerDay { get; set; }

    /// <summary>Codes by text message per day, to everybody together. Caps what the operator pays.</summary>
    /// <value>at least 1</value>
    /// <default>5000; no limit in Development</default>
    public int? SmsPerDay { get; set; }

    /// <summary>Codes by WhatsApp per day, to everybody together.</summary>
    /// <value>at least 1</value>
    /// <default>5000; no limit in Development</default>
    public int? WhatsAppPerDay { get; set; }

    /// <summary>The period over which the portal measures how many codes come back.</summary>
    /// <value>from 00:05:00 to 1.00:00:00</value>
    public TimeSpan ConversionWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Codes that must have been sent to a block of numbers before it is judged.</summary>
    /// <value>at least 1</value>
    public int ConversionMinimum { get; set; } = 20;

    /// <summary>The share of codes that must come back. Fraudsters enter none.</summary>
    /// <value>from 0 to 1</value>
    public double ConversionFloor { get; set; } = 0.2;

    /// <summary>How long a block of numbers gets no codes after too few came back.</summary>
    /// <value>at least Delivery:Limits:ConversionWindow, at most 7.00:00:00</value>
    public TimeSpan StopLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Codes per day to a confirmed number whose block is stopped, so that its owner can still sign in.</summary>
    /// <value>at least 1</value>
    public int PerNumberPerDayWhileStopped { get; set; } = 3;

    public bool Serves(string region) => Countries.Contains(Everywhere) || Countries.Contains(region, StringComparer.OrdinalIgnoreCase);

    /// <summary>Fills in defaults for what was not configured.</summary>
    public void Complete(bool isDevelopment)
    {
        // Configuration appends to a default list instead of replacing it, so the default is set here.
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
