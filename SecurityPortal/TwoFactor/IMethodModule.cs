namespace SecurityPortal.TwoFactor;

/// <summary>
/// How a method's folder makes itself known. Every type that implements this is found at start: adding a folder is
/// all that adding a method takes.
/// </summary>
internal interface IMethodModule
{
    static abstract void Register(IServiceCollection services);

    /// <summary>Adds addresses of the method's own, if it needs any.</summary>
    static virtual void Map(IEndpointRouteBuilder endpoints)
    {
    }
}
