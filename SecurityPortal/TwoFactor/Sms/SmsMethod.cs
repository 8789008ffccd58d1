using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.Sms;

internal sealed class SmsMethod(
    IStringLocalizer<Texts> texts, PhoneNumberParser parser, ConfirmedPhoneStore phones, SentCodes sentCodes, CodeTexts words,
    SmsText message) : ITwoFactorMethod, ISendsCodes, IExplainsRefusals, IIdentityImportSource
{
    public const string Id = "Sms";
    public const string NumberField = "number";
    public const string CountryField = "country";

    public static readonly (string, DeliveryChannel) Sender = (Id, DeliveryChannel.Sms);

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["Text message (SMS)"],
        InSentence = texts["text messages"],
        OneMessage = texts["a text message"],
        Reason = texts["Someone who takes over your number gets your codes."],
        Comparison = texts["Works on every phone that has a signal. Someone who takes over your number gets your codes."],
        Strength = MethodStrength.Basic,
        Section = MethodSection.LoginCodes,
        Order = 1,
        Icon = "sms",
        IsPrimaryFactor = true,
        WhenOn = EnrolmentWhenOn.Replaces,
        AgainLabel = texts["Change number"],
        ReplacedText = texts["Your number was changed."],
        SetupComponent = typeof(SmsEnrolment),
        ChallengeComponent = typeof(SentCodeChallenge),
        TestComponent = typeof(SentCodeTrial),
    });

    public MethodDescription Description => _description.Now;

    public DeliveryChannel? Channel => Sender.Item2;

    public string? WrongForm(string? answer) => words.WrongForm(answer);

    public MethodDetail? Detail(MethodEnrolment enrolment) =>
        enrolment.Hint is null ? null : new(enrolment.Hint);

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        switch (parser.Parse(request[NumberField], request[CountryField]))
        {
            // To prove the same number again would turn WhatsApp off, and make the number count as new.
            case PhoneNumberResult.Parsed { Number: var number } when await IsPresentAsync(request.UserId, number, cancellationToken):
                return new PrepareResult.Refused(texts["This is already your number. To see whether it works, test it."]);
            case PhoneNumberResult.Parsed { Number: var number }:
                return new PrepareResult.Ready(number.E164, number.Masked);
            case PhoneNumberResult.Refused refused:
                return new PrepareResult.Refused(Explain(refused.Fault));
            default:
                throw new InvalidOperationException();
        }
    }

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        var number = phones.Read(setup.Payload);
        await phones.KeepAsync(transaction.Db, transaction.UserId, number, cancellationToken);
        return new(Hint: number.Masked, Destination: phones.Fingerprint(number));
    }

    public async Task<FromIdentity> ImportAsync(
        PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken)
    {
        if (!user.TwoFactorEnabled || !user.PhoneNumberConfirmed || string.IsNullOrWhiteSpace(user.PhoneNumber))
        {
            return FromIdentity.Nothing;
        }

        // The number may have other uses than codes, so one that cannot be used here stays where it is.
        if (parser.Parse(user.PhoneNumber, region: null) is not PhoneNumberResult.Parsed { Number: var number })
        {
            return new(null, "text messages (the number has no country code or can't receive text messages; it stays in AspNetUsers.PhoneNumber)");
        }

        await transaction.Db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PhoneNumber, (string?)null).SetProperty(row => row.PhoneNumberConfirmed, false),
            cancellationToken);
        await phones.KeepAsync(transaction.Db, user.Id, number, cancellationToken);
        return new(new(Hint: number.Masked, Destination: phones.Fingerprint(number)), null);
    }

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        phones.ForgetAsync(transaction.Db, transaction.UserId, cancellationToken);

    public Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken) =>
        sentCodes.SendAsync(userId, Sender, purpose, address, Write, cancellationToken);

    public string DeliveryGroup(string purpose) => SentCodes.Group(purpose, Id);

    public async Task<string?> WhyRefusedAsync(
        string userId, string purpose, string? answer, CancellationToken cancellationToken) =>
        await sentCodes.IsOverAsync(purpose, Id, cancellationToken) ? words.NoLongerWorks : null;

    private async Task<bool> IsPresentAsync(string userId, PhoneNumber number, CancellationToken cancellationToken) =>
        await sentCodes.IsOnAsync(userId, Id) && (await phones.FindAsync(userId, cancellationToken))?.E164 == number.E164;

    private OutgoingMessage Write(PhoneNumber number, string code) =>
        new(DeliveryChannel.Sms, number.E164, message.Of(code)) { Code = code, CountryCode = number.CountryCode };

    private string Explain(PhoneNumberFault fault) => fault switch
    {
        PhoneNumberFault.Missing => texts["Enter your phone number."],
        PhoneNumberFault.NotANumber =>
            texts["This isn't a complete phone number. Enter it with its country code, such as +1 415 555 0123, or choose the country."],
        PhoneNumberFault.NotMobile =>
            texts["This number can't receive text messages. Use a mobile number."],
        PhoneNumberFault.LacksNine =>
            texts["In Argentina, mobile numbers have a 9 after +54, such as +54 9 11 2345 6789. Enter yours with the 9."],
    };
}
