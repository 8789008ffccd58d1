using System.Collections.Concurrent;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.TwoFactor.VoiceCall;

/// <summary>A seventh method, written as anybody would add one: a voice that reads a code aloud.</summary>
internal sealed class VoiceCallMethod(OneTimeCodeService codes) : ITwoFactorMethod, ISendsCodes
{
    public const string Id = "VoiceCall";

    /// <summary>What each person last heard.</summary>
    public ConcurrentDictionary<string, string> Heard { get; } = new();

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

    public MethodDetail? Detail(MethodEnrolment enrolment) => null;

    public Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<PrepareResult>(new PrepareResult.Ready("a telephone"));

    public Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken) =>
        Task.FromResult<AppliedEnrolment?>(new AppliedEnrolment());

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IssueResult> SendAsync(string userId, string purpose, string? address, CancellationToken cancellationToken) =>
        codes.IssueAsync(Request(userId, purpose), (_, code) =>
        {
            Heard[userId] = code;
            return Task.FromResult<CodeRefusal?>(null);
        }, cancellationToken);

    public string DeliveryGroup(string purpose) => $"code:{purpose}:{Id}";

    public static CodeRequest Request(string userId, string purpose) => new(userId, purpose, Id, Destination: "");
}
