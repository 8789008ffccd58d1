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

    /// <summary>The countries to which codes are sent, as two letters (ISO 3166). Nothing goes anywhere else.</summary>
    public string[] Countries { get; set; } = [];

    /// <summary>Codes to one number, whoever asks.</summary>
    public int? PerNumberPerHour { get; set; }

    public int? PerNumberPerDay { get; set; }

    /// <summary>Codes to one block of ten thousand numbers: those that differ in their last four digits alone.</summary>
    public int? PerPrefixPerHour { get; set; }

    public int? PerPrefixPerDay { get; set; }

    /// <summary>Codes asked for from one IPv4 address or IPv6 network of 64 bits.</summary>
    public int? PerAddressPerHour { get; set; }

    public int? PerAddressPerDay { get; set; }

    /// <summary>Texts in a day, to everybody together: what the operator is ready to pay.</summary>
    public int? SmsPerDay { get; set; }

    /// <summary>WhatsApp messages in a day, to everybody together.</summary>
    public int? WhatsAppPerDay { get; set; }

    /// <summary>The time over which it is judged how many codes come back.</summary>
    public TimeSpan ConversionWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Codes that must have gone to a block of numbers before it is judged.</summary>
    public int ConversionMinimum { get; set; } = 20;

    /// <summary>The part of the codes that has to come back: fraud types none in.</summary>
    public double ConversionFloor { get; set; } = 0.2;

    /// <summary>How long a block of numbers is stopped. Then it is judged by what is sent from there on.</summary>
    public TimeSpan StopLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Codes to one confirmed number in a day that go out although its block is stopped: its owner has to get in, and somebody
    /// who wants others stopped may be the reason.
    /// </summary>
    public int PerNumberPerDayWhileStopped { get; set; } = 3;

    public bool Serves(string region) => Countries.Contains(Everywhere) || Countries.Contains(region, StringComparer.OrdinalIgnoreCase);

    public int? PerDay(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Sms => SmsPerDay,
        DeliveryChannel.WhatsApp => WhatsAppPerDay,
        _ => null,
    };

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
