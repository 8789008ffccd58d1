using System.Text.RegularExpressions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.AuthenticatorApp;
using SecurityPortal.TwoFactor.BackupCodes;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Turning methods on and off.</summary>
internal sealed partial class TestPerson
{
    private static readonly Dictionary<string, string?> Nothing = [];

    /// <summary>The keys in the person's authenticator apps, oldest first.</summary>
    public List<string> AppKeys { get; } = [];

    /// <summary>The newest set of backup codes, as shown.</summary>
    public IReadOnlyList<string> BackupCodes { get; private set; } = [];

    public async Task<TestPerson> TurnOnAppAsync(string? name = null)
    {
        var setup = await BeginAsync(MethodIds.App);
        AppKeys.Add(KeyOf(setup));
        await FinishAsync(await Enrolment.TurnOnAsync(Session, setup.Id, Rfc6238.CodeAt(AppKeys[^1], Now), name));
        return this;
    }

    public async Task<TestPerson> TurnOnSmsAsync(string? number = null)
    {
        Number = number ?? Number;
        var setup = await BeginAsync(MethodIds.Sms, ("number", Number));
        await FinishAsync(await Enrolment.TurnOnAsync(Session, setup.Id, await SetupCodeAsync(setup, "sms"), null));
        return this;
    }

    public async Task<TestPerson> TurnOnWhatsAppAsync()
    {
        var setup = await BeginAsync(MethodIds.WhatsApp);
        await FinishAsync(await Enrolment.TurnOnAsync(Session, setup.Id, await SetupCodeAsync(setup, "whatsapp"), null));
        return this;
    }

    public async Task<TestPerson> MakeBackupCodesAsync()
    {
        var setup = await BeginAsync(MethodIds.BackupCodes);
        BackupCodes = CodesOf(setup);
        await FinishAsync(await SaveCodesAsync(setup));
        return this;
    }

    /// <summary>Turns a method off, agreeing to everything that goes off with it.</summary>
    public async Task<MethodResult> TurnOffAsync(string method)
    {
        var (preview, refusal) = await Methods.PreviewTurnOffAsync(Session, method);
        return preview is null
            ? new MethodResult.Refused(refusal!)
            : await Methods.TurnOffAsync(Session, method, [.. preview.Methods]);
    }

    /// <summary>Begins an enrolment, and fails unless it is allowed.</summary>
    public async Task<StartedEnrolment> BeginAsync(string method, params (string Name, string? Value)[] fields) =>
        Assert.IsType<BeginResult.Begun>(await TryBeginAsync(method, fields)).Setup;

    public Task<BeginResult> TryBeginAsync(string method, params (string Name, string? Value)[] fields) =>
        Enrolment.BeginAsync(Session, method, fields.Length == 0 ? Nothing : fields.ToDictionary(field => field.Name, field => field.Value));

    /// <summary>Requests a code for an enrolment, and reads it from the phone.</summary>
    public async Task<string> SetupCodeAsync(StartedEnrolment setup, string channel)
    {
        Assert.IsType<SendCodeResult.Sent>(await Enrolment.SendCodeAsync(Session, setup.Id));
        return await NewestCodeAsync(channel);
    }

    /// <summary>Returns the code in the newest message on this channel. Messages of the same instant have no order.</summary>
    public async Task<string> NewestCodeAsync(string channel) => CodeIn((await MessagesAsync(channel))[0].Text);

    /// <summary>Confirms that the codes are saved.</summary>
    public Task<TurnOnResult> SaveCodesAsync(StartedEnrolment setup) =>
        Enrolment.TurnOnAsync(Session, setup.Id, BackupCodesMethod.SavedProof, null);

    /// <summary>Advances the clock to the next time step, and returns the code that the person's app then shows.</summary>
    public string NextAppCode(int app = 0)
    {
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        return Rfc6238.CodeAt(AppKeys[app], Now);
    }

    public static string KeyOf(StartedEnrolment setup) =>
        ((NewKey)setup.Display!).Groups.Replace(" ", "", StringComparison.Ordinal);

    public static IReadOnlyList<string> CodesOf(StartedEnrolment setup) => ((NewCodes)setup.Display!).Codes;

    public static string CodeIn(string text) => Regex.Match(text, @"\d{6}").Value;

    public DateTimeOffset Now => _portal.Clock.GetUtcNow();

    // Saves the backup codes that come with a person's first method.
    private async Task FinishAsync(TurnOnResult result)
    {
        if (result is TurnOnResult.SetUpFirst first)
        {
            BackupCodes = CodesOf(first.Companion);
            result = await SaveCodesAsync(first.Companion);
        }

        Assert.IsType<TurnOnResult.On>(result);
    }
}
