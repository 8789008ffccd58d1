namespace SecurityPortal.Tests.Accounts.Status;

/// <summary>Who disables an account, and for how long.</summary>
public enum DisabledBy
{
    Portal,
    ApplicationForGood,
    ApplicationForAnHour,
}
