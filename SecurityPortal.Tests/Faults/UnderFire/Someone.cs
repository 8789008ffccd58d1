using System.Net;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>
/// A person who signs in over HTTP and then takes the next step: turns on text messages with backup codes, then WhatsApp,
/// then turns everything off. Continues from whatever a kill left behind.
/// </summary>
internal sealed class Someone(
    TwoFactorMethods methods, EnrolmentService enrolment, IDbContextFactory<PortalDbContext> factory, Witness witness, Trigger trigger,
    PortalUser user, string number, Uri address)
{
    public async Task ActAsync()
    {
        var session = await SignInAsync();
        var on = await MethodsOnAsync();
        if (!on.Contains("Sms"))
        {
            await TurnOnAsync(session, "Sms", new() { ["number"] = number });
        }
        else if (!on.Contains("WhatsApp"))
        {
            await TurnOnAsync(session, "WhatsApp", []);
        }
        else
        {
            var (preview, _) = await methods.PreviewTurnOffAsync(session, "Sms");
            Expect<MethodResult.Done>(await methods.TurnOffAsync(session, "Sms", [.. preview!.Methods]));
        }

        trigger.Point("committed");
    }

    private async Task<List<string>> MethodsOnAsync()
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<MethodEnrolment>().Where(row => row.UserId == user.Id).Select(row => row.Method).ToListAsync();
    }

    private async Task<Guid> SignInAsync()
    {
        using var connection = FormClient.NewConnection();
        var client = new FormClient(connection, address);
        await client.GetAsync("/sign-in");
        await client.SubmitAsync(("login", user.UserName!), ("password", Portal.Password));
        trigger.Point("password typed");
        if (client.Path.StartsWith("/sign-in/verify", StringComparison.Ordinal))
        {
            await client.GetAsync("/sign-in/verify?method=Sms");
            trigger.Point("sign-in code sent");
            await client.SubmitAsync(("code", await NewestCodeAsync("code:sign-in:", "Sms")));
        }

        if (client.Status != HttpStatusCode.OK || !client.Path.StartsWith("/settings", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not signed in, but at {client.Path} ({client.Status}): {client.Page}");
        }

        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<PortalSession>().Where(row => row.UserId == user.Id && row.EndedAt == null)
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync();
    }

    private async Task TurnOnAsync(Guid session, string method, Dictionary<string, string?> input)
    {
        var setup = Expect<BeginResult.Begun>(await enrolment.BeginAsync(session, method, input)).Setup;
        trigger.Point("number saved");
        Expect<SendCodeResult.Sent>(await enrolment.SendCodeAsync(session, setup.Id));
        trigger.Point("code committed");
        var code = await NewestCodeAsync($"code:{EnrolmentPurpose.Of(setup.Id)}", method);
        trigger.Point("code typed");
        if (await enrolment.TurnOnAsync(session, setup.Id, code, null) is TurnOnResult.SetUpFirst first)
        {
            trigger.Point("backup codes shown");
            Expect<TurnOnResult.On>(await enrolment.TurnOnAsync(session, first.Companion.Id, "saved", null));
        }
    }

    private async Task<string> NewestCodeAsync(string group, string method)
    {
        await using var db = await factory.CreateDbContextAsync();
        var job = await db.Set<OutboxMessage>()
            .Where(row => row.UserId == user.Id && row.Group.StartsWith(group) && row.Group.EndsWith(method))
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync();
        return await witness.CodeOfAsync(job);
    }

    private static T Expect<T>(object result) =>
        result is T expected ? expected : throw new InvalidOperationException($"Expected {typeof(T).Name}, got {result}.");
}
