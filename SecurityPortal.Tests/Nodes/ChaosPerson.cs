using System.Text.Json;
using CsCheck;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Nodes;

/// <summary>A person who keeps using the portal while nodes come and go.</summary>
internal sealed class ChaosPerson(TwoNodesScript script, TestPerson person, ChaosApplication application, ChaosRecord record)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public async Task LiveAsync(ulong seed, CancellationToken over)
    {
        var random = new PCG(2, seed);
        await record.GoOnAsync(person.Email, () => random.Next(7) switch
        {
            0 => ("sign-in", SignInAsync(andOut: false)),
            1 => ("sign-in and out", SignInAsync(andOut: true)),
            2 => ("one code at both nodes", TwiceAsync()),
            3 => ("application, one code at both nodes", GetCodeTwiceAsync()),
            4 => ("application, one refresh token at both nodes", RefreshTwiceAsync()),
            5 => ("application, refresh and sign-out", RefreshAndSignOutAsync()),
            _ => ("WhatsApp", ToggleAsync()),
        }, over);
    }

    /// <summary>Lets somebody who knows the password guess codes at both nodes.</summary>
    public Task BeGuessedAsync(CancellationToken over) => record.GoOnAsync(person.Email, () => ("guess", GuessAsync()), over);

    private async Task SignInAsync(bool andOut)
    {
        var browser = await EnterAsync();
        if (andOut)
        {
            var before = browser.At(script.Address);
            await browser.SubmitToAsync("/sign-out");
            ExpectAt("/sign-in", browser);
            record.SignedOut(before);
        }
    }

    private async Task TwiceAsync()
    {
        var (browser, code) = await AtTheSecondStepAsync();
        var both = script.Nodes.Select(node => browser.At(node)).ToList();
        var answers = both.Select(there => Task.Run(async () =>
        {
            try
            {
                await there.SubmitAsync(follow: false, ("code", code));
                return there.Path.StartsWith("/settings", StringComparison.Ordinal) ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                return 0;
            }
        }));
        var opened = (await Task.WhenAll(answers)).Sum();
        record.SignedIn(person.Id, opened);
        Expect(opened > 0, "No session.");
    }

    private async Task GetCodeTwiceAsync()
    {
        var code = await ChaosApplication.CodeAsync(await EnterAsync());
        record.Worked(await ChaosApplication.TwiceAsync(script.Nodes, node => application.RedeemAsync(node, code)));
    }

    private async Task RefreshTwiceAsync()
    {
        var token = await application.RedeemAsync(script.Address, await ChaosApplication.CodeAsync(await EnterAsync()));
        Expect(token is not null, "No tokens.");
        record.Worked(await ChaosApplication.TwiceAsync(script.Nodes, node => application.RefreshAsync(node, token!)));
    }

    private async Task RefreshAndSignOutAsync()
    {
        var browser = await EnterAsync();
        var first = await application.RedeemAsync(script.Address, await ChaosApplication.CodeAsync(browser));
        Expect(first is not null, "No tokens.");
        var next = await application.RefreshAsync(script.Address, first!);
        Expect(next is not null, "No refresh.");
        await browser.GetAsync("/settings/security");
        await browser.SubmitToAsync("/sign-out");
        ExpectAt("/sign-in", browser);

        // This token was never used, so only the end of its session makes it invalid.
        application.Ended(next!);
    }

    private async Task<FormClient> EnterAsync()
    {
        var (browser, code) = await AtTheSecondStepAsync();
        await browser.SubmitAsync(("code", code));
        ExpectAt("/settings", browser);
        record.SignedIn(person.Id, browsers: 1);
        return browser;
    }

    private async Task ToggleAsync()
    {
        await person.ConfirmAsync(MethodIds.Sms);
        if ((await person.OnAsync()).Contains(MethodIds.WhatsApp))
        {
            await person.TurnOffAsync(MethodIds.WhatsApp);
        }
        else
        {
            await person.TurnOnWhatsAppAsync();
        }
    }

    private async Task GuessAsync()
    {
        var browser = script.Browser();
        await TypePasswordAsync(browser);
        foreach (var node in script.Nodes)
        {
            record.Guessed();
            await browser.At(node).SubmitAsync(("code", "000000"));
        }
    }

    private async Task<(FormClient Browser, string Code)> AtTheSecondStepAsync()
    {
        var browser = script.Browser();
        var before = DateTimeOffset.UtcNow;
        await TypePasswordAsync(browser);
        await browser.GetAsync("/sign-in/verify?method=Sms");
        using var timer = new PeriodicTimer(LookEvery);
        for (var tries = 0; tries < 50; tries++)
        {
            if (await TextSinceAsync(before) is { } text)
            {
                return (browser, TestPerson.CodeIn(text));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        throw new TimeoutException("No code came.");
    }

    private async Task TypePasswordAsync(FormClient browser)
    {
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        ExpectAt("/sign-in/verify", browser);
    }

    private async Task<string?> TextSinceAsync(DateTimeOffset instant)
    {
        var anybody = script.Browser();
        await anybody.GetAsync($"/dev/outbox.json?to={Uri.EscapeDataString(person.Number)}&since={Uri.EscapeDataString($"{instant:O}")}");
        using var sent = JsonDocument.Parse(anybody.Page);
        return sent.RootElement.EnumerateArray().Where(message => message.GetProperty("channel").GetString() == "sms")
            .Select(message => message.GetProperty("text").GetString()).FirstOrDefault();
    }

    private static void ExpectAt(string path, FormClient browser) =>
        Expect(browser.Path.StartsWith(path, StringComparison.Ordinal) && (int)browser.Status < 400, $"At {browser.Path}, {browser.Status}.");

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
