using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.TwoFactor.BackupCodes;

internal sealed class BackupCodesMethod(IStringLocalizer<Texts> texts, HashConcurrencyLimiter gate)
    : ITwoFactorMethod, IIdentityImportSource
{
    public const string Id = "BackupCodes";

    /// <summary>The proof that the enrolment submits once the person has ticked that the codes are saved.</summary>
    public const string SavedProof = "saved";

    private const string Example = "abcd-efgh-jkmn-pqrs";
    private const int FewLeft = 3;

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["Backup codes"],
        InSentence = texts["backup codes"],
        Reason = texts["For when you lose your phone. Each code works once."],
        Comparison = texts["Ten codes to print or keep in a password manager, in case you lose your phone."],
        Strength = MethodStrength.Emergency,
        Section = MethodSection.Additional,
        Order = 1,
        Icon = "codes",
        AccompaniesFirst = true,
        WhenOn = EnrolmentWhenOn.Replaces,
        AgainLabel = texts["Make new codes"],
        ReplacedText = texts["You have {0} new codes. The old ones no longer work.", CodeSet.Size],
        SetupComponent = typeof(BackupCodesEnrolment),
        ChallengeComponent = typeof(BackupCodesChallenge),
    });

    public MethodDescription Description => _description.Now;

    // The enrolment submits no code.
    public string? WrongForm(string? answer) => answer == SavedProof || CodeSet.Normalize(answer) is not null
        ? null
        : (string)texts["That isn't a backup code. Enter one of the codes you saved, such as {0}.", Example];

    public MethodDetail? Detail(MethodEnrolment enrolment) => enrolment.Count switch
    {
        0 => new(texts["None left. Make new codes."], NeedsAttention: true),
        <= FewLeft => new(
            texts["{0} of {1} left. Make new codes soon.", enrolment.Count, CodeSet.Size], NeedsAttention: true),
        _ => new(texts["{0} of {1} left", enrolment.Count, Math.Max(enrolment.Count, CodeSet.Size)]),
    };

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var codes = CodeSet.Create();
        try
        {
            return new PrepareResult.Ready(
                JsonSerializer.Serialize(await HashAsync(codes.Select(code => CodeSet.Normalize(code)!), cancellationToken)),
                new NewCodes(codes, request.UserName));
        }
        catch (PortalBusyException)
        {
            return new PrepareResult.Refused(texts["The portal is busy. Try again in a few seconds."]);
        }
    }

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        await RemoveAsync(transaction, cancellationToken);
        return Keep(transaction, JsonSerializer.Deserialize<HashedSet>(setup.Payload)!);
    }

    public async Task<FromIdentity> ImportAsync(
        PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken)
    {
        var text = await IdentityTokens.FindAsync(transaction, IdentityTokens.RecoveryCodes, cancellationToken);
        string[] kept = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!user.TwoFactorEnabled || kept.Length == 0)
        {
            return FromIdentity.Nothing;
        }

        List<string> codes = [.. kept.Select(CodeSet.Normalize).OfType<string>().Distinct().Take(BackupCodeSet.MaxCodes)];
        var lost = codes.Count == kept.Length
            ? null
            : $"{kept.Length - codes.Count} of {kept.Length} recovery codes (not in ASP.NET Core Identity's format)";
        return new(codes.Count == 0 ? null : Keep(transaction, await HashAsync(codes, cancellationToken)), lost);
    }

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Db.Set<BackupCodeSet>().Where(set => set.UserId == transaction.UserId)
            .ExecuteDeleteAsync(cancellationToken);

    private static AppliedEnrolment Keep(PersonTransaction transaction, HashedSet set)
    {
        transaction.Db.Add(new BackupCodeSet
        {
            UserId = transaction.UserId,
            Salt = set.Salt,
            Hashes = [.. set.Hashes.SelectMany(hash => hash)],
        });
        return new(set.Hashes.Count);
    }

    private async Task<HashedSet> HashAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var salt = CodeSet.NewSalt();
        return new(salt, await gate.RunAllAsync(
            codes.Select(code => (Func<byte[]>)(() => CodeSet.Hash(code, salt))), cancellationToken));
    }

    private sealed record HashedSet(byte[] Salt, IReadOnlyList<byte[]> Hashes);
}
