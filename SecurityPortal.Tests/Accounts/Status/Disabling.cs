using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Disables accounts, as the portal does or as an application on the same database does.</summary>
public static class Disabling
{
    public static TheoryData<DisabledBy> Everybody => [.. Enum.GetValues<DisabledBy>()];

    /// <param name="lasting">How long a temporary lockout by an application lasts; an hour by default.</param>
    internal static async Task DisableAsync(this TestPerson person, DisabledBy by, TimeSpan? lasting = null)
    {
        switch (by)
        {
            case DisabledBy.Portal:
                Assert.True(await person.DisableAsync());
                break;
            case DisabledBy.ApplicationForGood:
                await person.LockOutAsync(DateTimeOffset.MaxValue);
                break;
            default:
                await person.LockOutAsync(person.Now + (lasting ?? TimeSpan.FromHours(1)));
                break;
        }
    }
}
