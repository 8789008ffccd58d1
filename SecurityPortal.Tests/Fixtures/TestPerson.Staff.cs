using Microsoft.EntityFrameworkCore;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>People who work for support.</summary>
internal sealed partial class TestPerson
{
    /// <summary>Creates a person with this role who has a security key on and has just signed in with it.</summary>
    public static async Task<TestPerson> AtWorkAsync(Portal portal, string role)
    {
        var person = await CreateAsync(portal, role);
        await person.HasKeyAsync();
        return await person.SignInAsync(MethodIds.SecurityKeys);
    }

    /// <summary>Records a security key as on. The services of support check no more than that; other tests register keys.</summary>
    public async Task HasKeyAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        db.Add(new MethodEnrolment
        {
            UserId = Id,
            Method = MethodIds.SecurityKeys,
            Destination = "",
            Count = 1,
            Since = _portal.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Removes all roles and, unless null, gives this one.</summary>
    public async Task HasRoleAsync(string? role)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        await db.UserRoles.Where(row => row.UserId == Id).ExecuteDeleteAsync();
        if (role is not null)
        {
            var id = await db.Roles.Where(row => row.Name == role).Select(row => row.Id).SingleAsync();
            db.UserRoles.Add(new() { UserId = Id, RoleId = id });
            await db.SaveChangesAsync();
        }
    }
}
