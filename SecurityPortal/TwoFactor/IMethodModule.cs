namespace SecurityPortal.TwoFactor;

/// <summary>
/// Registers a method. Every type that implements this is found at startup, so adding a folder is all it takes to add a
/// method.
/// </summary>
internal interface IMethodModule
{
    static abstract void Register(IServiceCollection services);

    /// <summary>Maps endpoints for the method, if it needs any.</summary>
    static virtual void Map(IEndpointRouteBuilder endpoints)
    {
    }
}
