using Microsoft.AspNetCore.Identity;
using SecurityPortal.Accounts;
using SecurityPortal.Data;

namespace SecurityPortal.Commands;

/// <summary>Makes an account without a password: its owner sets one with "Forgot your password?".</summary>
internal sealed class UserCreateCommand : IPortalCommand
{
    public string[] Verb => ["user", "create"];

    public string Usage => "user create <email> [--role <role>]";

    public string Description => "makes an account; its owner sets the password by mail";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        var role = args is [_, "--role", var named] ? Roles.Find(named) : null;
        if (args is not ([_] or [_, "--role", _]) || EmailAddress.Of(args[0]) is not { } email
            || (args.Length == 3 && role is null))
        {
            await errors.WriteLineAsync($"Give a complete address, and one of the roles {Roles.Known}.");
            return 2;
        }

        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var result = await users.CreateAsync(new PortalUser { UserName = email, Email = email, EmailConfirmed = true });
        if (!result.Succeeded)
        {
            await errors.WriteLineAsync(string.Join(" ", result.Errors.Select(error => error.Description)));
            return 1;
        }

        if (role is not null)
        {
            await Roles.GrantAsync(services, (await users.FindByEmailAsync(email))!, role);
        }

        await output.WriteLineAsync(
            $"Made {email}{(role is null ? "" : $" with the role {role}")}. To set a password: /sign-in/forgot-password.");
        return 0;
    }
}

/// <summary>Gives a role.</summary>
internal sealed class UserGrantCommand : IPortalCommand
{
    public string[] Verb => ["user", "grant"];

    public string Usage => "user grant <email> <role>";

    public string Description => "gives a role: " + Roles.Known;

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not [var email, var named] || Roles.Find(named) is not { } role)
        {
            await errors.WriteLineAsync($"Give an address and one of the roles {Roles.Known}.");
            return 2;
        }

        if (await services.GetRequiredService<UserManager<PortalUser>>().FindByEmailAsync(email) is not { } user)
        {
            await errors.WriteLineAsync($"There is no account with the address {email}.");
            return 1;
        }

        await Roles.GrantAsync(services, user, role);
        await output.WriteLineAsync($"{email} has the role {role}.");
        return 0;
    }
}

/// <summary>The roles as the operator names them.</summary>
internal static class Roles
{
    public static string Known => string.Join(", ", PortalRoles.Staff);

    /// <summary>The role of this name in any case; null when there is none.</summary>
    public static string? Find(string name) =>
        PortalRoles.Staff.FirstOrDefault(role => string.Equals(role, name, StringComparison.OrdinalIgnoreCase));

    public static async Task GrantAsync(IServiceProvider services, PortalUser user, string role)
    {
        var roles = services.GetRequiredService<RoleManager<IdentityRole>>();
        if (!await roles.RoleExistsAsync(role))
        {
            await roles.CreateAsync(new IdentityRole(role));
        }

        var users = services.GetRequiredService<UserManager<PortalUser>>();
        if (!await users.IsInRoleAsync(user, role))
        {
            await users.AddToRoleAsync(user, role);
        }
    }
}
