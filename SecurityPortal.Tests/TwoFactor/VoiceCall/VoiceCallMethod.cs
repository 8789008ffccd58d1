using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Messaging.Delivery.Voice;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Tests.TwoFactor.VoiceCall;

/// <summary>A seventh method, added as any developer would: a voice that reads a code aloud.</summary>
internal sealed class VoiceCallMethod(PhoneNumberParser parser, ConfirmedPhoneStore phones, SentCodes codes) : ITwoFactorMethod, ISendsCodes
{
    public const string Id = "VoiceCall";
    public const string NumberField = "number";

    public static readonly (string, DeliveryChannel) Sender = (Id, VoiceChannel.Channel);

    public MethodDescription Description => new()
    {
        Id = Id,
        Name = "Voice call",
        InSentence = "voice calls",
        Reason = "Someone who takes over your number gets your codes.",
        Comparison = "A voice reads a code to you.",
        Strength = MethodStrength.Basic,
        Section = MethodSection.LoginCodes,
        Order = 9,
        Icon = "text",
        IsPrimaryFactor = true,
        WhenOn = EnrolmentWhenOn.NotPossible,
        SetupComponent = typeof(VoiceCallSetup),
        ChallengeComponent = typeof(VoiceCallChallenge),
    };

    public DeliveryChannel? Channel => VoiceChannel.Channel;

    public MethodDetail? Detail(MethodEnrolment enrolment) => enrolment.Hint is null ? null : new(enrolment.Hint);

    public Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<PrepareResult>(parser.Parse(request[NumberField], region: null) is PhoneNumberResult.Parsed { Number: var number }
            ? new PrepareResult.Ready(number.E164, number.Masked)
            : new PrepareResult.Refused("That is no number."));

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        var number = phones.Read(setup.Payload);
        await phones.KeepAsync(transaction.Db, transaction.UserId, number, cancellationToken);
        return new(Hint: number.Masked, Destination: phones.Fingerprint(number));
    }

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        phones.ForgetAsync(transaction.Db, transaction.UserId, cancellationToken);

    public Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken) =>
        codes.SendAsync(userId, Sender, purpose, address, Write, cancellationToken);

    public string DeliveryGroup(string purpose) => SentCodes.Group(purpose, Id);

    private static OutgoingMessage Write(PhoneNumber number, string code) =>
        new(VoiceChannel.Channel, number.E164, $"Your code is {code}.") { Code = code, CountryCode = number.CountryCode };
}
