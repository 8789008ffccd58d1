namespace SecurityPortal.Authentication.Flows;

internal enum AuthenticationFlowPurpose
{
    SignIn,
    Confirm,

    /// <summary>A sign-in that stops at an address that was never confirmed, and leads to nothing but its confirmation (R17).</summary>
    ConfirmAddress,
}
