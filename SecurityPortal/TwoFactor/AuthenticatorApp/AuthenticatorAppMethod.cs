using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.TwoFactor.AuthenticatorApp;

internal sealed class AuthenticatorAppMethod(
    IStringLocalizer<Texts> texts, AppStore apps, CodeTexts words, IOptions<PortalOptions> portal,
    IOptionsMonitor<AuthenticatorAppOptions> options) : ITwoFactorMethod, IHasItems, IIdentityImportSource
{
    public const string Id = "AuthenticatorApp";

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["Authentication app"],
        InSentence = texts["authentication apps"],
        Reason = texts["Works offline."],
        Comparison = texts["An app on your phone shows a new code every 30 seconds. It works offline. A fake sign-in page can still trick you into entering a code."],
        Strength = MethodStrength.Strong,
        Section = MethodSection.LoginCodes,
        Order = 1,
        Icon = "app",
        IsPrimaryFactor = true,
        WhenOn = EnrolmentWhenOn.AddsAnother,
        AgainLabel = texts["Add another app"],
        SetupComponent = typeof(AuthenticatorAppEnrolment),
        ChallengeComponent = typeof(AuthenticatorAppChallenge),
        TestComponent = typeof(AuthenticatorAppTrial),
    });

    public MethodDescription Description => _description.Now;

    public string? WrongForm(string? answer) => words.WrongForm(answer);

    public MethodDetail? Detail(MethodEnrolment enrolment) =>
        new(enrolment.Count == 1 ? texts["1 app"] : texts["{0} apps", enrolment.Count]);

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var count = await apps.CountAsync(request.UserId, cancellationToken);
        if (count >= options.CurrentValue.MaxPerPerson)
        {
            return new PrepareResult.Refused(texts["You have {0} apps, the most an account can have. Remove one first.", count]);
        }

        var key = AuthenticatorKey.Create();
        var display = new NewKey(key.ToGroups(), key.ToUri(portal.Value.Name, request.UserName));
        return new PrepareResult.Ready(key.ToBase32(), display);
    }

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        var count = await Own(transaction).CountAsync(cancellationToken);
        if (count >= options.CurrentValue.MaxPerPerson)
        {
            return null;
        }

        apps.Add(
            transaction,
            AuthenticatorKey.FromBase32(setup.Payload),
            ItemName.Of(setup.Name, fallback: texts["App {0}", count + 1]),
            long.Parse(setup.Proof!, CultureInfo.InvariantCulture));
        return new(count + 1);
    }

    public async Task<FromIdentity> ImportAsync(
        PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken)
    {
        // Identity creates a key when its page is opened, and turns two-factor on once a code from it has been entered.
        var text = await IdentityTokens.FindAsync(transaction, IdentityTokens.AuthenticatorKey, cancellationToken);
        if (!user.TwoFactorEnabled || string.IsNullOrWhiteSpace(text))
        {
            return FromIdentity.Nothing;
        }

        if (AuthenticatorKey.TryFromBase32(text) is not { } key)
        {
            return new(null, "authentication app (its key has fewer than 128 bits, or the application encrypted it)");
        }

        apps.Add(transaction, key, texts["App {0}", 1], lastStep: 0);
        return new(new(), null);
    }

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        Own(transaction).ExecuteDeleteAsync(cancellationToken);

    public async Task<IReadOnlyList<MethodItem>> ListAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await db.Set<EnrolledApp>().Where(app => app.UserId == userId).OrderBy(app => app.AddedAt)
            .Select(app => new MethodItem(app.Id, app.Name, app.AddedAt, app.LastUsedAt))
            .ToListAsync(cancellationToken);

    public async Task<bool> RenameAsync(
        PersonTransaction transaction, Guid itemId, string name, CancellationToken cancellationToken) =>
        await Own(transaction).Where(app => app.Id == itemId).ExecuteUpdateAsync(
            set => set.SetProperty(app => app.Name, name), cancellationToken) == 1;

    public async Task<bool> RemoveAsync(
        PersonTransaction transaction, Guid itemId, CancellationToken cancellationToken) =>
        await Own(transaction).Where(app => app.Id == itemId).ExecuteDeleteAsync(cancellationToken) == 1;

    private static IQueryable<EnrolledApp> Own(PersonTransaction transaction) =>
        transaction.Db.Set<EnrolledApp>().Where(app => app.UserId == transaction.UserId);
}
