namespace SecurityPortal.Hosting.DemoData;

/// <summary>Configuration section <c>DemoData</c>, read in Development only.</summary>
internal sealed class DemoDataOptions
{
    /// <summary>The password of all demo accounts. Development only.</summary>
    public string Password { get; set; } = "Correct-horse-7";

    /// <summary>The key of Carol's authenticator app, in Base32. Development only.</summary>
    public string CarolKey { get; set; } = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
}
