using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;

namespace SecurityPortal.Methods;

internal static class MethodServices
{
    public static void AddMethods(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PolicyOptions>().BindConfiguration("Policy").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PolicyOptions>, PolicyOptionsValidator>();
        builder.Services.AddSingleton<PolicyDeadlines>();
        builder.Services.AddSingleton<StaffMethods>();
        builder.Services.AddSingleton<MethodCatalogue>();
        builder.Services.AddSingleton<Enrolments>();
        builder.Services.AddSingleton<PendingEnrolments>();
        builder.Services.AddSingleton<MethodTokens>();
        builder.Services.AddSingleton<SentCodes>();
        builder.Services.AddSingleton<CodeDelivery>();
        builder.Services.AddSingleton<DeliveryWords>();
        builder.Services.AddSingleton<PasswordlessSignIn>();
        builder.Services.AddSingleton<MethodChanges>();
        builder.Services.AddSingleton<MethodGuard>();
        builder.Services.AddSingleton<MethodSetups>();
        builder.Services.AddSingleton<MethodItems>();
        builder.Services.AddSingleton<MethodTests>();
        builder.Services.AddSingleton<TwoFactorMethods>();
        ForEachModule(nameof(Register), builder.Services);
    }

    public static void MapMethods(this WebApplication app) => ForEachModule(nameof(Map), app);

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

    private static void ForEachModule(string action, object argument)
    {
        var call = typeof(MethodServices).GetMethod(action, BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var module in typeof(IMethodModule).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMethodModule))))
        {
            call.MakeGenericMethod(module).Invoke(null, [argument]);
        }
    }

    private static void Register<TModule>(IServiceCollection services)
        where TModule : IMethodModule => TModule.Register(services);

    private static void Map<TModule>(IEndpointRouteBuilder endpoints)
        where TModule : IMethodModule => TModule.Map(endpoints);
}
