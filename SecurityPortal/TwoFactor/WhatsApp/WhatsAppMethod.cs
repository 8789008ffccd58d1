using SecurityPortal.Messaging.Delivery;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>
/// Sends codes by WhatsApp to the number that also gets text messages. It replaces nothing (R1), is off until the person
/// turns it on (R2), and needs text messages (R3) and its own proof (R5).
/// </summary>
internal sealed class WhatsAppMethod(
    IStringLocalizer<Texts> texts, ConfirmedPhoneStore phones, SentCodes sentCodes, CodeTexts words, WhatsAppRollout rollout,
    WhatsAppText message)
    : ITwoFactorMethod, ISendsCodes, IExplainsRefusals
{
    public const string Id = "WhatsApp";
    public const string RequiredMethod = "Sms";

    public static readonly (string, DeliveryChannel) Sender = (Id, DeliveryChannel.WhatsApp);

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["WhatsApp"],
        InSentence = texts["WhatsApp"],
        OneMessage = texts["a WhatsApp message"],
        Reason = texts["Codes by WhatsApp, to the same number."],
        Comparison = texts["Like a text message, but over the internet, so it works without a signal. It uses the same number, so it's no safer."],
        Strength = MethodStrength.Basic,
        Section = MethodSection.LoginCodes,
        Order = 2,
        Icon = "whatsapp",
        Requires = RequiredMethod,
        SetupComponent = typeof(WhatsAppEnrolmentPanel),
        ChallengeComponent = typeof(WhatsAppChallenge),
        TestComponent = typeof(SentCodeTrial),
    });

    public MethodDescription Description => _description.Now;

    public DeliveryChannel? Channel => Sender.Item2;

    public string? WrongForm(string? answer) => words.WrongForm(answer);

    public IRollout Rollout => rollout;

    public MethodDetail? Detail(MethodEnrolment enrolment) =>
        enrolment.Hint is null ? null : new(enrolment.Hint);

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        await phones.FindAsync(request.UserId, cancellationToken) is { } number
            ? new PrepareResult.Ready(number.E164, number.Masked)
            : new PrepareResult.Refused(texts["Turn on text messages first."]);

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        // The proof was for the number at that time; a number changed in the meantime needs its own proof.
        var number = await phones.FindAsync(transaction.Db, transaction.UserId, cancellationToken);
        return number is not null && number.E164 == setup.Payload
            ? new(Hint: number.Masked, Destination: phones.Fingerprint(number))
            : null;
    }

    // The number belongs to text messages, and is removed with them.
    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken) =>
        sentCodes.SendAsync(userId, Sender, purpose, address, Write, cancellationToken);

    public string DeliveryGroup(string purpose) => SentCodes.Group(purpose, Id);

    public async Task<string?> WhyRefusedAsync(
        string userId, string purpose, string? answer, CancellationToken cancellationToken) =>
        await sentCodes.IsOverAsync(purpose, Id, cancellationToken) ? words.NoLongerWorks : null;

    private OutgoingMessage Write(PhoneNumber number, string code) =>
        new(DeliveryChannel.WhatsApp, number.E164, message.Of(code)) { Code = code, CountryCode = number.CountryCode };
}
