namespace SecurityPortal.Accounts.Email;

internal enum AccountLinkPurpose
{
    Register,
    ResetPassword,
    ChangeEmail,

    /// <summary>Confirms the address of an existing account for the first time.</summary>
    ConfirmAddress,
}
