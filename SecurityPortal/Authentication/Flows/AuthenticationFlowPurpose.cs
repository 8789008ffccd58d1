namespace SecurityPortal.Authentication.Flows;

internal enum AuthenticationFlowPurpose
{
    SignIn,
    Confirm,

    /// <summary>A sign-in to an account whose address was never confirmed. It leads only to confirming the address (R17).</summary>
    ConfirmAddress,
}
