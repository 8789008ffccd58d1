using System.Reflection;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.BackgroundJobs;
using SecurityPortal.Platform.BackgroundJobs.Cleanup;

namespace SecurityPortal.TwoFactor;

internal static class TwoFactorServices
{
    public static void AddTwoFactor(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<PolicyOptions>("Policy").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PolicyOptions>, PolicyOptionsValidator>();
        builder.Services.AddSingleton<PolicyDeadlines>();
        builder.Services.AddSingleton<IEnrolmentDuty>(services => services.GetRequiredService<PolicyDeadlines>());
        builder.Services.AddSingleton<StaffMethods>();
        builder.Services.AddSingleton<MethodCatalogue>();
        builder.Services.AddSingleton<Enrolments>();
        builder.Services.AddExpiredRows<PendingEnrolment>(setup => setup.ExpiresAt, keptFor: TimeSpan.FromDays(1));
        builder.Services.AddSingleton<PendingEnrolments>();
        builder.Services.AddSingleton<MethodTokens>();
        builder.Services.AddSingleton<SentCodes>();
        builder.Services.AddSingleton<CodeDelivery>();
        builder.Services.AddSingleton<DeliveryTexts>();
        builder.Services.AddSingleton<PasswordlessSignIn>();
        builder.Services.AddSingleton<LockOpeners>();
        builder.Services.AddSingleton<RecentChanges>();
        builder.Services.AddSingleton<MethodChanges>();
        builder.Services.AddSingleton<EveryChannelNotifier>();
        builder.Services.AddSingleton<MethodUndo>();
        builder.Services.AddSingleton<IdentityImporter>();
        builder.Services.AddSingleton<StepUpGuard>();
        builder.Services.AddSingleton<IReauthenticationGuard>(services => services.GetRequiredService<StepUpGuard>());
        builder.Services.AddSingleton<EnrolmentRules>();
        builder.Services.AddSingleton<EnrolmentCompletion>();
        builder.Services.AddSingleton<EnrolmentService>();
        builder.Services.AddSingleton<MethodItems>();
        builder.Services.AddSingleton<RefusedAnswers>();
        builder.Services.AddSingleton<SessionGuesses>();
        builder.Services.AddSingleton<MethodTrials>();
        builder.Services.AddSingleton<MethodViews>();
        builder.Services.AddSingleton<TwoFactorQueries>();
        builder.Services.AddSingleton<TwoFactorMethods>();
        builder.Services.AddSingleton<UnservedMethods>();
        builder.Services.AddHostedService<TimedWorker<UnservedMethods>>();
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
