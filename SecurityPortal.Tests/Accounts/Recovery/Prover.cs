using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.OneTimeCodes;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>Types a person's password and gives proofs, through the page or directly to the service.</summary>
internal sealed class Prover(Portal portal, TestPerson person)
{
    public static readonly ClientInfo Client = new("test", "192.0.2.9");

    public TestBrowser Browser { get; } = portal.Browser();

    /// <summary>The pending sign-in.</summary>
    public AuthenticationFlow Flow { get; private set; } = null!;

    private TwoProofRecovery Recovery => portal.Get<TwoProofRecovery>();

    public async Task<Prover> BeginAsync(string password = Portal.Password)
    {
        await Browser.TypePasswordAsync(person.Email, password);
        Assert.Equal("/sign-in/verify", Browser.Path);
        await using var db = await portal.OpenDatabaseAsync();
        Flow = await db.Set<AuthenticationFlow>().AsNoTracking().Where(flow => flow.UserId == person.Id)
            .OrderByDescending(flow => flow.Id).FirstAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return this;
    }

    public Task GiveMailAsync() => GivePageAsync(ProofKind.Email, "email");

    public Task GiveTextAsync() => GivePageAsync(ProofKind.Text, "sms");

    public async Task GiveBackupCodeAsync()
    {
        await Browser.GetAsync("/sign-in/recover/proofs?with=BackupCode");
        await Browser.SubmitAsync(("code", person.BackupCodes[0]));
    }

    public Task<IssueResult?> SendAsync(ProofKind kind) => Recovery.SendAsync(Flow, kind, device: null, Client, CancellationToken.None);

    public Task<ProofResult> GiveAsync(ProofKind kind, string? answer, DeviceToken? device = null) =>
        Recovery.GiveAsync(Flow, kind, answer, device, Client, CancellationToken.None);

    /// <summary>Has a code sent and reads it at its destination.</summary>
    public async Task<string> CodeAsync(ProofKind kind)
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<IssueResult.Issued>(await SendAsync(kind));
        return await person.NewestCodeAsync(kind == ProofKind.Email ? "email" : "sms");
    }

    private async Task GivePageAsync(ProofKind kind, string channel)
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await Browser.GetAsync($"/sign-in/recover/proofs?with={kind}");
        await Browser.SubmitAsync(("action", "send"));
        await Browser.SubmitAsync(("code", await person.NewestCodeAsync(channel)));
    }
}
