using System.Collections.Concurrent;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.SignIn.SecondFactor;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.TwoFactor;

/// <summary>What a person might do next, in one of two browsers.</summary>
internal enum Step
{
    BeginApp,
    BeginSms,
    BeginWhatsApp,
    BeginCodes,
    Prove,
    ProveWrongly,
    TurnOffApp,
    TurnOffSms,
    TurnOffWhatsApp,
    TurnOffCodes,
    RemoveAnApp,
    Prefer,
    UseBackupCode,
    SignInAgain,
}

/// <summary>Takes steps for a person, in any order and also concurrently, and records what was reported to have worked.</summary>
internal sealed class RandomWalk(Portal portal, TestPerson person)
{
    private static int _numbers;
    private readonly Guid[] _sessions = new Guid[2];
    private readonly ConcurrentDictionary<int, PendingSetup> _setups = new();
    private readonly ConcurrentDictionary<string, int> _codesUsed = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private int _changes;

    private sealed record PendingSetup(StartedEnrolment Setup, string Secret);

    /// <summary>How many changes were reported to have worked; each sends one notification.</summary>
    public int Changes => _changes;

    /// <summary>How often each backup code signed somebody in.</summary>
    public IReadOnlyDictionary<string, int> CodesUsed => _codesUsed;

    /// <summary>The methods that were on at any point.</summary>
    public IEnumerable<string> Seen => _seen.Keys;

    public static async Task<RandomWalk> BeginAsync(Portal portal)
    {
        var walk = new RandomWalk(portal, await TestPerson.CreateAsync(portal));
        await walk.SignInAsync(0);
        await walk.SignInAsync(1);
        return walk;
    }

    public string UserId => person.Id;

    public async Task DoAsync(Step step, int browser)
    {
        portal.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var session = _sessions[browser];
        switch (step)
        {
            case Step.BeginApp:
                await BeginAsync(browser, MethodIds.App, []);
                break;
            case Step.BeginSms:
                var number = TestPerson.Phone(Interlocked.Increment(ref _numbers));
                await BeginAsync(browser, MethodIds.Sms, new() { ["number"] = number });
                break;
            case Step.BeginWhatsApp:
                await BeginAsync(browser, MethodIds.WhatsApp, []);
                break;
            case Step.BeginCodes:
                await BeginAsync(browser, MethodIds.BackupCodes, []);
                break;
            case Step.Prove:
                await ProveAsync(browser, rightly: true);
                break;
            case Step.ProveWrongly:
                await ProveAsync(browser, rightly: false);
                break;
            case Step.TurnOffApp:
                await TurnOffAsync(session, MethodIds.App);
                break;
            case Step.TurnOffSms:
                await TurnOffAsync(session, MethodIds.Sms);
                break;
            case Step.TurnOffWhatsApp:
                await TurnOffAsync(session, MethodIds.WhatsApp);
                break;
            case Step.TurnOffCodes:
                await TurnOffAsync(session, MethodIds.BackupCodes);
                break;
            case Step.RemoveAnApp:
                await RemoveAnAppAsync(session);
                break;
            case Step.Prefer:
                await person.Methods.PreferAsync(session, MethodIds.Sms);
                break;
            case Step.UseBackupCode:
                await UseBackupCodeAsync();
                break;
            case Step.SignInAgain:
                await SignInAsync(browser);
                break;
        }
    }

    private async Task BeginAsync(int browser, string method, Dictionary<string, string?> input)
    {
        if (await person.Enrolment.BeginAsync(_sessions[browser], method, input) is BeginResult.Begun { Setup: var setup })
        {
            Remember(browser, setup, method == MethodIds.App ? TestPerson.KeyOf(setup) : input.GetValueOrDefault("number") ?? "");
        }
    }

    private async Task ProveAsync(int browser, bool rightly)
    {
        if (!_setups.TryGetValue(browser, out var pending))
        {
            return;
        }

        var proof = rightly ? await ProofAsync(browser, pending) : "000000";
        switch (await person.Enrolment.TurnOnAsync(_sessions[browser], pending.Setup.Id, proof, "A name"))
        {
            case TurnOnResult.On:
                _seen[pending.Setup.Method] = true;
                Interlocked.Increment(ref _changes);
                break;
            case TurnOnResult.SetUpFirst first:
                Remember(browser, first.Companion, "");
                break;
        }
    }

    private async Task<string> ProofAsync(int browser, PendingSetup pending)
    {
        switch (pending.Setup.Method)
        {
            case MethodIds.App:
                return Rfc6238.CodeAt(pending.Secret, portal.Clock.GetUtcNow());
            case MethodIds.BackupCodes:
                return "saved";
            default:
                await person.Enrolment.SendCodeAsync(_sessions[browser], pending.Setup.Id);
                return await SetupCodes.ReadAsync(portal, person.Id, pending.Setup) ?? "";
        }
    }

    private async Task TurnOffAsync(Guid session, string method)
    {
        var (preview, _) = await person.Methods.PreviewTurnOffAsync(session, method);
        if (preview is not null
            && await person.Methods.TurnOffAsync(session, method, [.. preview.Methods]) is MethodResult.Done)
        {
            Interlocked.Increment(ref _changes);
        }
    }

    private async Task RemoveAnAppAsync(Guid session)
    {
        var items = portal.Get<MethodItems>();
        if ((await items.ListAsync(session, MethodIds.App)) is [var app, ..]
            && await items.RemoveAsync(session, MethodIds.App, app.Id) is MethodResult.Done)
        {
            Interlocked.Increment(ref _changes);
        }
    }

    private async Task UseBackupCodeAsync()
    {
        if (_setups.Values.LastOrDefault(pending => pending.Setup.Method == MethodIds.BackupCodes) is not { } pending)
        {
            return;
        }

        await using var db = await portal.OpenDatabaseAsync();
        var user = (await db.Users.FindAsync(person.Id))!;
        var (_, flow) = await portal.Get<AuthenticationFlowStore>().BeginAsync(user, AuthenticationFlowPurpose.SignIn, null, "/");
        var code = TestPerson.CodesOf(pending.Setup)[0];
        var answer = await portal.Get<SecondFactorService>().AnswerAsync(
            flow, MethodIds.BackupCodes, code, new ClientInfo("", ""), CancellationToken.None);
        if (answer is SecondFactorResult.Passed)
        {
            // QuickBackupCodes reuses sets, so the enrolment that showed a code tells it apart.
            _codesUsed.AddOrUpdate($"{pending.Setup.Id} {code}", 1, (_, count) => count + 1);
        }
    }

    private async Task SignInAsync(int browser)
    {
        var on = (await portal.Get<Enrolments>().ListAsync(person.Id)).All.Select(row => row.Method).ToList();
        var strongest = on.Contains(MethodIds.App) ? MethodIds.App : on.Contains(MethodIds.Sms) ? MethodIds.Sms : null;
        if (await person.TrySignInElsewhereAsync(strongest) is { } session)
        {
            _sessions[browser] = session;
        }
    }

    private void Remember(int browser, StartedEnrolment setup, string secret) => _setups[browser] = new(setup, secret);
}
