using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Methods that a person has from the start, for tests of what comes after.</summary>
internal sealed partial class TestPerson
{
    // Ten slow hashes, once for all people who only need some codes.
    private static readonly Lazy<Task<(IReadOnlyList<string> Codes, string Payload)>> GivenCodes = new(async () =>
    {
        using var gate = new HashConcurrencyLimiter();
        var prepared = await new BackupCodesMethod(null!, gate).PrepareAsync(
            new("", "", new Dictionary<string, string?>()), CancellationToken.None);
        var ready = (PrepareResult.Ready)prepared;
        return (((NewCodes)ready.Display!).Codes, ready.Payload);
    });

    /// <summary>Creates a person who has had these methods and backup codes for a while; not signed in.</summary>
    public static async Task<TestPerson> WithAsync(Portal portal, params string[] methods)
    {
        var person = await CreateAsync(portal);
        await person.HasAsync([.. methods.Append(MethodIds.BackupCodes).Distinct()]);
        return person;
    }

    /// <summary>Gives the person exactly these methods, in addition to those that are on.</summary>
    public async Task HasAsync(params string[] methods)
    {
        await using var transaction = await PersonTransaction.BeginAsync(_portal.Get<IDbContextFactory<PortalDbContext>>(), Id);
        foreach (var method in methods.Select(id => _portal.Get<MethodCatalogue>().Find(id)!))
        {
            var applied = await method.ApplyAsync(transaction, await GivenSetupAsync(method.Description.Id), CancellationToken.None);
            await _portal.Get<MethodChanges>().EnableAsync(transaction, method, applied!, CancellationToken.None);
        }

        await transaction.Db.Users.Where(user => user.Id == Id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true));
        await transaction.CommitAsync();
    }

    private async Task<ProvenEnrolment> GivenSetupAsync(string method)
    {
        switch (method)
        {
            case MethodIds.App:
                AppKeys.Add(AuthenticatorKey.Create().ToBase32());
                return new(AppKeys[^1], Proof: "0", Name: null);
            case MethodIds.BackupCodes:
                (BackupCodes, var payload) = await GivenCodes.Value;
                return new(payload, null, null);
            default:
                return new(Number, null, null);
        }
    }
}
