using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;
using SecurityPortal.Data.FromIdentity;
using SecurityPortal.Methods;
using SecurityPortal.Passwords;

namespace SecurityPortal.Commands;

/// <summary>
/// Tells the operator what came along of an application with ASP.NET Core Identity, who has to do something, and what the
/// application can no longer do. Nobody is left out: each list has every name.
/// </summary>
internal sealed class IdentityImportReport(IServiceProvider services, TextWriter output)
{
    public async Task TellAsync(TakeOverResult result)
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

    private async Task TellMethodsAsync(TakeOverResult result)
    {
        var methods = services.GetRequiredService<MethodCatalogue>().All.Select(method => method.Description)
            .Where(method => result.Methods.ContainsKey(method.Id)).Select(method => $"- {method.Name}: {result.Methods[method.Id]}").ToList();
        await output.WriteLineAsync(methods.Count == 0
            ? "There was nothing to take over."
            : $"Taken over, people by method:\n{string.Join('\n', methods)}");
    }

    private async Task TellNamesAsync(TakeOverResult result)
    {
        if (result.Names.Mended > 0)
        {
            await output.WriteLineAsync(
                $"""
                {result.Names.Mended} had names or addresses that were not normalized as ASP.NET Core Identity does it, and could not have signed in.
                They are now. If the application has an ILookupNormalizer of its own, it no longer finds them: use Identity's there.
                """);
        }

        await ListAsync(
            result.Names.Shared,
            """
            cannot sign in by their name or address, since another account answers to it. Give each its own, and run this again.
            """);
    }

    private async Task TellPeopleAsync(TakeOverResult result)
    {
        await ListAsync(
            result.Closed,
            """
            had two-factor on with nothing that the portal can use. No password alone opens their accounts: they get
            back in by "I can't use any of these" at sign-in, or support resets their methods.
            """);
        await ListAsync(
            [.. result.Lost.Select(one => $"{one.Name}: {string.Join("; ", one.What)}")],
            "do not have here what they had there, and set it up anew:");
        await ListAsync(
            result.Accounts.Disabled,
            """are disabled (LockoutEnd lies ahead), and nothing opens them here either. To change that: SecurityPortal user enable.""");
        await ListAsync(
            result.Accounts.Unconfirmed,
            "never confirmed their address. At their first sign-in they are mailed a link, and nothing opens before they used it.");
        await ListAsync(
            result.Accounts.WithoutPassword,
            """have no password, and no passkey. They set a password with "Forgot your password?"; without an address, support helps.""");
        await ListAsync(
            result.Accounts.Staff,
            "have a role that opens the support console here. To take it away: SecurityPortal user revoke.");
    }

    private async Task TellOfApplicationAsync(bool isPostgreSql)
    {
        var isIdentity = services.GetRequiredService<PortalPasswordHasher>().Format == PasswordFormat.Identity;
        await output.WriteLineAsync(Bold("What this ends for the application on the same database:"));
        await output.WriteLineAsync(Bold(
            "- It asks for no second step any more: their keys, codes and numbers are the portal's now."));
        await output.WriteLineAsync(Bold(isIdentity
            ? "- It goes on reading the hashes of passwords: the portal writes them in Identity's format here. Once nobody signs in at the application any more, set Passwords__Format=Argon2id, which is stronger; from then on it reads none that was used here."
            : "- It cannot read the hash of any password that was used here (FormatException at its sign-in): Passwords__Format is Argon2id. As long as people sign in there too, set Passwords__Format=Identity."));
        if (isPostgreSql)
        {
            await output.WriteLineAsync(
                "- The text columns of its tables (AspNet…) are of the type text and compared by letter (collation \"C\"), so that the portal's indexes serve.");
        }

        await output.WriteLineAsync("- Accounts that it disables are disabled here at once, and those that it locks for a while for as long.");
    }

    private async Task ListAsync(IReadOnlyCollection<string> people, string what)
    {
        if (people.Count > 0)
        {
            await output.WriteLineAsync($"{people.Count} {what}\n{string.Join('\n', people.Select(name => $"- {name}"))}");
        }
    }

    // Only where somebody looks at it: a file has no use for the signs.
    private string Bold(string text) => output == Console.Out && !Console.IsOutputRedirected ? $"\e[1m{text}\e[0m" : text;
}
