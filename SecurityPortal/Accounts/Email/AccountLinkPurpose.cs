namespace SecurityPortal.Accounts.Email;

internal enum AccountLinkPurpose
{
    Register,
    ResetPassword,
    ChangeEmail,

    /// <summary>Shows for the first time that the address of an account is its owner's.</summary>
    ConfirmAddress,
}
