using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Accounts that somebody disables: the portal, or an application on the same database.</summary>
public static class Disabling
{
    public static TheoryData<DisabledBy> Everybody => [.. Enum.GetValues<DisabledBy>()];

    /// <param name="lasting">For how long an application disables it that does so for a time; an hour without a value.</param>
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
