using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Database.FromIdentity;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.IdentityImport;

namespace SecurityPortal.Hosting.Cli;

/// <summary>
/// Reports to the operator what was imported from an application with ASP.NET Core Identity, who has to do something, and
/// what the application can no longer do. Every list is complete, with all names.
/// </summary>
internal sealed class IdentityImportReport(IServiceProvider services, TextWriter output)
{
    public async Task TellAsync(IdentityImportResult result)
    {
        await TellMethodsAsync(result);
        await TellNamesAsync(result);
        await TellPeopleAsync(result);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (await db.Set<IdentityImport>().AnyAsync())
        {
            await TellOfApplicationAsync(db.Database.IsNpgsql());
        }
    }

    private async Task TellMethodsAsync(IdentityImportResult result)
    {
        var methods = services.GetRequiredService<MethodCatalogue>().All.Select(method => method.Description)
            .Where(method => result.Methods.ContainsKey(method.Id)).Select(method => $"- {method.Name}: {result.Methods[method.Id]}").ToList();
        if (methods.Count > 0)
        {
            await output.WriteLineAsync($"Imported, people by method:\n{string.Join('\n', methods)}");
        }
        else if (result.ClaimedNames == 0)
        {
            await output.WriteLineAsync("There was nothing to import.");
        }
    }

    private async Task TellNamesAsync(IdentityImportResult result)
    {
        if (result.Names.Mended > 0)
        {
            await output.WriteLineAsync(
                $"""
                {result.Names.Mended} could not have signed in: their names or addresses were not normalized the way ASP.NET Core Identity does it.
                They are normalized now. An application with its own ILookupNormalizer no longer finds them: use Identity's there.
                """);
        }

        if (result.ClaimedNames > 0)
        {
            await output.WriteLineAsync($"{result.ClaimedNames} had their display name imported from their claims.");
        }

        await ListAsync(
            result.Names.Shared,
            """
            cannot sign in with their name or address, because another account uses it too. Give each account its own, then run this again.
            """);
    }

    private async Task TellPeopleAsync(IdentityImportResult result)
    {
        await ListAsync(
            result.Closed,
            """
            had two-factor on, but with nothing the portal can use. A password alone does not open their accounts: they get
            back in with "I can't use any of these" at sign-in, or support resets their methods.
            """);
        await ListAsync(
            [.. result.Lost.Select(one => $"{one.Name}: {string.Join("; ", one.What)}")],
            "have methods that could not be imported, and must set these up again:");
        await ListAsync(
            result.Accounts.Disabled,
            """are disabled (their LockoutEnd is in the future), and cannot sign in here either. To change that: SecurityPortal user enable.""");
        await ListAsync(
            result.Accounts.Unconfirmed,
            "never confirmed their address. At their first sign-in we email them a link, and they cannot get in until they have used it.");
        await ListAsync(
            result.Accounts.WithoutPassword,
            """have no password and no passkey. They can set a password with "Forgot your password?". Without an address, they need support.""");
        await ListAsync(
            result.Accounts.Staff,
            "have a role that opens the support desk here. To take it away: SecurityPortal user revoke.");
    }

    private async Task TellOfApplicationAsync(bool isPostgreSql)
    {
        var isIdentity = services.GetRequiredService<PortalPasswordHasher>().Format == PasswordFormat.Identity;
        await output.WriteLineAsync(Bold("What changes for the application on the same database:"));
        await output.WriteLineAsync(Bold(
            "- It no longer asks for a second step: keys, codes and numbers now belong to the portal."));
        await output.WriteLineAsync(Bold(isIdentity
            ? "- It can still read password hashes, because the portal writes them in Identity's format. When nobody signs in at the application any more, set Passwords__Format=Argon2id, which is stronger. From then on, the application cannot read the hash of any password used here."
            : "- It cannot read the hash of any password used here (its sign-in throws FormatException), because Passwords__Format is Argon2id. As long as people still sign in there, set Passwords__Format=Identity."));
        if (isPostgreSql)
        {
            await output.WriteLineAsync(
                "- The text columns of its tables (AspNet…) now have the type text and the collation \"C\", so that the portal's indexes can be used.");
        }

        await output.WriteLineAsync("- When it disables an account, the account is disabled here at once. When it locks one for a while, it is locked here for the same time.");
    }

    private async Task ListAsync(IReadOnlyCollection<string> people, string what)
    {
        if (people.Count > 0)
        {
            await output.WriteLineAsync($"{people.Count} {what}\n{string.Join('\n', people.Select(name => $"- {name}"))}");
        }
    }

    // Only on a terminal: a file has no use for escape sequences.
    private string Bold(string text) => output == Console.Out && !Console.IsOutputRedirected ? $"\e[1m{text}\e[0m" : text;
}
