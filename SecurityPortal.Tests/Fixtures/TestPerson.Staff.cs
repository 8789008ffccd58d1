using Microsoft.EntityFrameworkCore;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>People who work for support.</summary>
internal sealed partial class TestPerson
{
    /// <summary>Somebody with this role who has a security key on, and signed in with it just now.</summary>
    public static async Task<TestPerson> AtWorkAsync(Portal portal, string role)
    {
        var person = await CreateAsync(portal, role);
        await person.HasKeyAsync();
        return await person.SignInAsync(MethodIds.SecurityKeys);
    }

    /// <summary>Notes a security key as on. The services of support look no further; registering one is tested elsewhere.</summary>
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

    /// <summary>Takes all roles away, or gives one.</summary>
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
