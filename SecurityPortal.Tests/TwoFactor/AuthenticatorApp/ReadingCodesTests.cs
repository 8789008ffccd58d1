using System.Web;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.AuthenticatorApp;

namespace SecurityPortal.Tests.TwoFactor.AuthenticatorApp;

/// <summary>The key in an authenticator app, and the codes that the app makes from it.</summary>
public sealed class ReadingCodesTests
{
    /// <summary>"12345678901234567890", the key of both RFCs' tables.</summary>
    internal const string RfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly AuthenticatorKey Rfc = AuthenticatorKey.FromBase32(RfcKey);

    /// <summary>RFC 6238, appendix B, SHA-1: the last six of the eight digits.</summary>
    public static TheoryData<long, string> Rfc6238Table => new()
    {
        { 59, "287082" },
        { 1111111109, "081804" },
        { 1111111111, "050471" },
        { 1234567890, "005924" },
        { 2000000000, "279037" },
        { 20000000000, "353130" },
    };

    [Theory]
    [MemberData(nameof(Rfc6238Table))]
    public void The_table_of_RFC_6238_is_read(long seconds, string code) =>
        Assert.Equal(seconds / 30, Rfc.StepOf(code, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void The_table_of_RFC_4226_is_read()
    {
        string[] codes =
        [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ];

        Assert.All(codes.Index(), row => Assert.Equal(row.Index, Rfc.StepOf(row.Item, At(row.Index * 30))));
    }

    [Theory]
    [MemberData(nameof(Rfc6238Table))]
    public async Task Oathtool_makes_the_codes_of_the_table_and_they_are_read(long seconds, string code)
    {
        var made = await Oathtool.CodeAsync(RfcKey, At(seconds));

        Assert.Equal(code, made);
        Assert.Equal(made, Rfc6238.CodeAt(RfcKey, At(seconds)));
    }

    [Fact]
    public async Task Codes_that_oathtool_makes_of_new_keys_are_read()
    {
        for (var i = 0; i < 10; i++)
        {
            var (key, now) = (AuthenticatorKey.Create(), At(1_700_000_000 + (i * 7_777)));

            Assert.NotNull(key.StepOf(await Oathtool.CodeAsync(key.ToBase32(), now), now));
        }
    }

    [Theory]
    [InlineData(-3, false)]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    public void A_clock_may_be_one_step_off_and_not_two(long steps, bool isRead)
    {
        const long Step = 40_000_000;
        var code = Rfc6238.CodeOf(RfcKey, Step + steps);

        long? expected = isRead ? Step + steps : null;
        Assert.Equal(expected, Rfc.StepOf(code, At(Step * 30)));
        Assert.Equal(expected, Rfc.StepOf(code, At((Step * 30) + 29).AddMilliseconds(999)));
    }

    public static TheoryData<long> SecondsOfAStep => [.. Enumerable.Range(0, 30).Select(second => (long)second)];

    /// <summary>RFC 6238 5.2, at every second of a step: half a minute off is one step at most, a minute off is two or more.</summary>
    [Theory]
    [MemberData(nameof(SecondsOfAStep))]
    public void A_device_whose_clock_is_29_seconds_off_is_read_always_one_31_off_while_it_is_one_step_away_and_one_61_off_never(long second)
    {
        var server = 1_200_000_000L + second;

        Assert.All([29L, -29L], drift => Assert.NotNull(ReadOf(drift)));
        Assert.All([31L, -31L], drift => Assert.Equal(Math.Abs(Step(server + drift) - Step(server)) == 1, ReadOf(drift) is not null));
        Assert.All([61L, -61L, 91L, -91L], drift => Assert.Null(ReadOf(drift)));

        long? ReadOf(long drift) => Rfc.StepOf(Rfc6238.CodeOf(RfcKey, Step(server + drift)), At(server));
        static long Step(long seconds) => seconds / 30;
    }

    [Theory]
    [InlineData("287082")]
    [InlineData("287 082")]
    [InlineData(" 287082 ")]
    [InlineData("287-082")]
    [InlineData("2 8 7 0 8 2")]
    [InlineData("287\u00A0082")]
    [InlineData("287\u202F082")]
    [InlineData("287\u2009082")]
    [InlineData("287\u3000082")]
    [InlineData("287\u2010082")]
    [InlineData("287\u2011082")]
    [InlineData("287\u2013082")]
    [InlineData("287\u2014082")]
    [InlineData("287\u2212082")]
    [InlineData("287\uFF0D082")]
    [InlineData("287082\u200B")]
    [InlineData("\u200E287082")]
    [InlineData("\uFEFF287082")]
    [InlineData("287\u00AD082")]
    [InlineData("\t287082")]
    public void Whatever_people_and_programs_put_between_digits_is_taken_out(string typed) =>
        Assert.Equal(1, Rfc.StepOf(typed, At(59)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+87082")]
    [InlineData("+287082")]
    [InlineData("0287082")]
    [InlineData("000287082")]
    [InlineData("28708")]
    [InlineData("287082\n")]
    [InlineData("287.082")]
    [InlineData("287,082")]
    [InlineData("287_082")]
    [InlineData("٢٨٧٠٨٢")]
    [InlineData("２８７０８２")]
    [InlineData("28708२")]
    [InlineData("94287082")]
    public void Whatever_is_not_six_digits_is_refused(string? typed) => Assert.Null(Rfc.StepOf(typed, At(59)));

    [Fact]
    public void A_new_key_has_160_bits_and_is_never_the_same()
    {
        var keys = Enumerable.Range(0, 500).Select(_ => AuthenticatorKey.Create().ToBase32()).ToList();

        Assert.All(keys, key => Assert.Matches("^[A-Z2-7]{32}$", key));
        Assert.Distinct(keys);
    }

    [Fact]
    public void It_is_shown_in_groups_of_four_and_prints_nothing_of_itself()
    {
        var key = AuthenticatorKey.Create();

        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", key.ToGroups());
        Assert.Equal(key.ToBase32(), key.ToGroups().Replace(" ", ""));
        Assert.Equal("AuthenticatorKey", $"{key}");
        Assert.Equal("NewKey", $"{new NewKey(key.ToGroups(), key.ToUri("Portal", "somebody"))}");
    }

    [Theory]
    [InlineData("SecurityPortal", "alice@example.com")]
    [InlineData("Müller & Söhne: Konto", "jörg+2fa@example.com")]
    [InlineData("<b>Portal</b>", "a?secret=AAAA&issuer=x")]
    public void The_link_says_whose_key_it_is_and_nothing_in_a_name_gets_out_of_its_place(string issuer, string account)
    {
        var key = AuthenticatorKey.Create();

        var link = new Uri(key.ToUri(issuer, account));
        var query = HttpUtility.ParseQueryString(link.Query);

        Assert.Equal("otpauth://totp", link.GetLeftPart(UriPartial.Authority));
        Assert.Equal(key.ToBase32(), query["secret"]);
        Assert.Equal(issuer, query["issuer"]);
        Assert.Equal("6", query["digits"] ?? "6");
        Assert.Equal("30", query["period"] ?? "30");
        Assert.Equal("SHA1", query["algorithm"] ?? "SHA1");
        Assert.Equal($"/{issuer}:{account}", Uri.UnescapeDataString(link.AbsolutePath));
    }

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
