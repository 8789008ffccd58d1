namespace SecurityPortal.Tests.Fixtures;

/// <summary>The method ids that addresses, forms and the database use.</summary>
internal static class MethodIds
{
    public const string SecurityKeys = "SecurityKeys";
    public const string LoginRequests = "LoginRequests";
    public const string App = "AuthenticatorApp";
    public const string Sms = "Sms";
    public const string WhatsApp = "WhatsApp";
    public const string BackupCodes = "BackupCodes";
}
