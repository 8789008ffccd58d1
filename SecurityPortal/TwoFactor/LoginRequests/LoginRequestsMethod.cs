namespace SecurityPortal.TwoFactor.LoginRequests;

internal sealed class LoginRequestsMethod(IStringLocalizer<Texts> texts, LoginRequestService desk, Approvers approvers)
    : ITwoFactorMethod, IOpensChallenge, IAnsweredElsewhere
{
    public const string Id = "LoginRequests";

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["Login requests"],
        InSentence = texts["login requests"],
        Reason = texts["Approve a sign-in from a browser where you're already signed in."],
        Comparison = texts["A browser where you're signed in asks you to approve, and you enter the number shown in the new one. Nothing to carry. You need one browser that is still signed in."],
        Strength = MethodStrength.Strong,
        IsGuessable = false,
        WrongAnswer = texts["It wasn't approved. Ask again, or try another way."],
        Section = MethodSection.Additional,
        Order = 1,
        Icon = "request",
        ProvesPossession = false,
        SetupComponent = typeof(LoginRequestsEnrolment),
        ChallengeComponent = typeof(LoginRequestsChallenge),
    });

    public MethodDescription Description => _description.Now;

    public MethodDetail? Detail(MethodEnrolment enrolment) => null;

    public async Task<string?> ObstacleAsync(
        PortalDbContext db, string userId, Guid? session, CancellationToken cancellationToken) =>
        await approvers.AnyAsync(db, userId, session, cancellationToken)
            ? null
            : (string)texts["First sign in on a second browser or phone. You'll approve there."];

    public Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<PrepareResult>(new PrepareResult.Ready(""));

    public Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken) =>
        Task.FromResult<AppliedEnrolment?>(
            new() { TookPart = Guid.TryParseExact(setup.Proof, "N", out var approver) ? approver : null });

    // Open requests are cancelled with the method, even if it is turned on again immediately.
    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Db.Set<LoginRequest>()
            .Where(request => request.UserId == transaction.UserId
                && (request.State == LoginRequestState.Pending || request.State == LoginRequestState.Silent
                    || request.State == LoginRequestState.Approved))
            .ExecuteUpdateAsync(
                set => set.SetProperty(request => request.State, LoginRequestState.Cancelled), cancellationToken);

    public async Task<object?> OpenAsync(ChallengeRequest request, CancellationToken cancellationToken) =>
        await desk.AskAsync(request, cancellationToken);

    public Task<WaitState> WaitAsync(string userId, string purpose, CancellationToken cancellationToken) =>
        desk.WaitAsync(userId, purpose, cancellationToken);
}
