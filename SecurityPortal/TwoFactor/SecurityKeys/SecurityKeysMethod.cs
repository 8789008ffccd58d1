using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

internal sealed class SecurityKeysMethod(
    IStringLocalizer<Texts> texts, SecurityKeyStore keys, KeyCeremonies ceremonies, RelyingParty relyingParty,
    PasskeyPolicy policy, IServiceScopeFactory scopes, IOptionsMonitor<SecurityKeysOptions> settings)
    : ITwoFactorMethod, IHasItems, IOpensChallenge, IIdentityImportSource, IExplainsRefusals, IHeldToPolicy
{
    public const string Id = "SecurityKeys";

    /// <summary>The enrolment field that asks for a passkey created without a prompt.</summary>
    public const string Conditional = "conditional";

    private readonly Described _description = new(() => new()
    {
        Id = Id,
        Name = texts["Security keys"],
        InSentence = texts["security keys"],
        Reason = texts["Safe from fake sign-in pages."],
        Comparison = texts["A key on your key ring, or your phone's or computer's fingerprint or face check. It works only on the real site."],
        Strength = MethodStrength.Strongest,
        Section = MethodSection.LoginCodes,
        Order = 1,
        Icon = "key",
        IsPrimaryFactor = true,
        IsGuessable = false,
        WrongAnswer = texts["That key doesn't belong to this account. Use another key, or try another way."],
        WhenOn = EnrolmentWhenOn.AddsAnother,
        AgainLabel = texts["Add another key"],
        SetupComponent = typeof(SecurityKeysEnrolment),
        ChallengeComponent = typeof(SecurityKeysChallenge),
        TestComponent = typeof(SecurityKeysTrial),
        SignInComponent = typeof(PasskeySignIn),
        OfferComponent = typeof(PasskeyOffer),
    });

    public MethodDescription Description => _description.Now;

    public MethodDetail? Detail(MethodEnrolment enrolment) =>
        new(enrolment.Count == 1 ? texts["1 key"] : texts["{0} keys", enrolment.Count]);

    public async Task<PrepareResult> PrepareAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (await users.FindByIdAsync(request.UserId) is not { } user)
        {
            return new PrepareResult.Refused(texts["This account no longer exists."]);
        }

        var count = await keys.CountAsync(user.Id, cancellationToken);
        if (count >= settings.CurrentValue.MaxPerPerson)
        {
            return new PrepareResult.Refused(texts["You have {0} keys, the most an account can have. Remove one first.", count]);
        }

        var verified = await RelyingParty.MustVerifyAsync(users, user);
        var options = await relyingParty.Handler(users, verified).MakeCreationOptionsAsync(
            new() { Id = user.Id, Name = request.UserName, DisplayName = request.UserName }, relyingParty.NoRequest());

        // Without a prompt nobody is asked for a PIN or a fingerprint, so staff always get one.
        var registration = new KeyRegistration(
            options.AttestationState ?? "", IsConditional: !verified && request[Conditional] is not null);
        return new PrepareResult.Ready(
            registration.ToJson(),
            await policy.IsDeviceBoundOnlyAsync(users, user)
                ? KeyHints.SecurityKeyFirst(options.CreationOptionsJson)
                : options.CreationOptionsJson);
    }

    public async Task<AppliedEnrolment?> ApplyAsync(
        PersonTransaction transaction, ProvenEnrolment setup, CancellationToken cancellationToken)
    {
        var count = await SecurityKeyStore.Own(transaction).CountAsync(cancellationToken);
        if (count >= settings.CurrentValue.MaxPerPerson)
        {
            return null;
        }

        var passkey = JsonSerializer.Deserialize<UserPasskeyInfo>(setup.Proof!)!;
        var provider = AuthenticatorData.OfAttestation(passkey.AttestationObject) is { } data ? PasskeyProviders.Name(data.Aaguid) : null;
        var name = ItemName.Of(setup.Name, fallback: ItemName.Of(provider, fallback: texts["Key {0}", count + 1]));
        return await keys.AddAsync(transaction, passkey, name, cancellationToken) ? new(count + 1) : null;
    }

    // A key created for another host would never answer here, so it is not imported.
    public async Task<FromIdentity> ImportAsync(
        PersonTransaction transaction, PortalUser user, CancellationToken cancellationToken)
    {
        var (taken, others) = await keys.ImportAsync(
            transaction, relyingParty.IsOurs, number => texts["Key {0}", number], cancellationToken);
        return new(
            taken == 0 ? null : new(taken),
            others == 0 ? null : $"{others} of {taken + others} passkeys (not made for the host of Portal:PublicUrl)");
    }

    public Task RemoveAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        keys.RemoveAllAsync(transaction, cancellationToken);

    public async Task<object?> OpenAsync(ChallengeRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (await users.FindByIdAsync(request.UserId) is not { } user)
        {
            return null;
        }

        var handler = relyingParty.Handler(users, await RelyingParty.MustVerifyAsync(users, user));
        var options = await handler.MakeRequestOptionsAsync(user, relyingParty.NoRequest());
        await ceremonies.KeepAsync(request.Purpose, options.AssertionState ?? "", cancellationToken);
        return options.RequestOptionsJson;
    }

    public async Task<bool> HasAllowedAsync(
        PortalDbContext db, string userId, IReadOnlyCollection<string> roles, CancellationToken cancellationToken) =>
        !policy.IsDeviceBoundOnly(roles)
        || (await SecurityKeyStore.PasskeysAsync(db, userId, cancellationToken)).Any(passkey => !passkey.IsBackupEligible);

    public async Task<IReadOnlyList<MethodItem>> ListAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var own = await db.Set<SecurityKey>().AsNoTracking().Where(key => key.UserId == userId).OrderBy(key => key.AddedAt)
            .Join(
                db.Set<IdentityUserPasskey<string>>(), key => key.CredentialId, passkey => passkey.CredentialId,
                (key, passkey) => new { Key = key, Passkey = passkey })
            .ToListAsync(cancellationToken);
        return [.. own.Select(row => new MethodItem(row.Key.Id, row.Key.Name, row.Key.AddedAt, row.Key.LastUsedAt)
        {
            Facts = Facts(row.Key.Name, row.Passkey.Data),
        })];
    }

    public async Task<bool> RenameAsync(
        PersonTransaction transaction, Guid itemId, string name, CancellationToken cancellationToken) =>
        await SecurityKeyStore.Own(transaction).Where(key => key.Id == itemId).ExecuteUpdateAsync(
            set => set.SetProperty(key => key.Name, name), cancellationToken) == 1;

    public Task<bool> RemoveAsync(PersonTransaction transaction, Guid itemId, CancellationToken cancellationToken) =>
        keys.RemoveAsync(transaction, itemId, cancellationToken);

    public async Task<string?> WhyRefusedAsync(
        string userId, string purpose, string? answer, CancellationToken cancellationToken)
    {
        if (AuthenticatorData.OfCredential(answer) is not { } data)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return data.IsBackupEligible && await users.FindByIdAsync(userId) is { } user && await policy.IsDeviceBoundOnlyAsync(users, user)
            ? texts["Your account needs a passkey that stays on one device, and this one syncs to others. Use a USB or NFC security key, or a passkey that only this device holds."].Value
            : data.IsOfRegistration ? texts["You can't use this key here. Try another one."].Value
            : null;
    }

    // Where the key is kept: by which provider, unless the person's own name for it says so, and whether on one device only.
    private List<string> Facts(string name, IdentityPasskeyData passkey)
    {
        List<string> facts = [];
        if (AuthenticatorData.OfAttestation(passkey.AttestationObject) is { } data
            && PasskeyProviders.Name(data.Aaguid) is { } provider
            && !name.Contains(provider, StringComparison.OrdinalIgnoreCase))
        {
            facts.Add(provider);
        }

        facts.Add(passkey switch
        {
            { IsBackupEligible: false } => texts["This device only"],
            { IsBackedUp: true } => texts["Synced"],
            _ => texts["Can be synced, but isn't yet"],
        });
        return facts;
    }
}
