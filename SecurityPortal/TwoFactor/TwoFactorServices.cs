using System.Reflection;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.TwoFactor;

internal static class TwoFactorServices
{
    public static void AddTwoFactor(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MethodCatalogue>();
        builder.Services.AddSingleton<Enrolments>();
        builder.Services.AddExpiredRows<PendingEnrolment>(setup => setup.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        builder.Services.AddSingleton<PendingEnrolments>();
        builder.Services.AddSingleton<SentCodes>();
        builder.Services.AddSingleton<PasswordlessSignIn>();
        builder.Services.AddMethodModules(typeof(IMethodModule).Assembly);
    }

    /// <summary>Finds every <see cref="IMethodModule"/> in an assembly and registers its services.</summary>
    public static void AddMethodModules(this IServiceCollection services, Assembly assembly)
    {
        foreach (var module in assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMethodModule))))
        {
            Call(module, nameof(Register), services);
            services.AddSingleton(new FoundModule(module));
        }
    }

    public static void MapTwoFactor(this WebApplication app)
    {
        foreach (var found in app.Services.GetServices<FoundModule>())
        {
            Call(found.Module, nameof(Map), app);
        }
    }

    /// <summary>Registers a method and, under the same id, its Identity token provider.</summary>
    public static void AddTwoFactorMethod<TMethod, TTokenProvider>(this IServiceCollection services, string id)
        where TMethod : class, ITwoFactorMethod
        where TTokenProvider : class, IUserTwoFactorTokenProvider<PortalUser>
    {
        services.AddSingleton<TMethod>();
        services.AddSingleton<ITwoFactorMethod>(provider => provider.GetRequiredService<TMethod>());
        services.AddSingleton<TTokenProvider>();
        services.Configure<IdentityOptions>(
            identity => identity.Tokens.ProviderMap[id] = new TokenProviderDescriptor(typeof(TTokenProvider)));
    }

    private static void Call(Type module, string action, object argument) =>
        typeof(TwoFactorServices).GetMethod(action, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(module).Invoke(null, [argument]);

    private static void Register<TModule>(IServiceCollection services)
        where TModule : IMethodModule => TModule.Register(services);

    private static void Map<TModule>(IEndpointRouteBuilder endpoints)
        where TModule : IMethodModule => TModule.Map(endpoints);

    private sealed record FoundModule(Type Module);
}
