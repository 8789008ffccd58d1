using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>Rules for the whole portal whose violation does not show in any single file.</summary>
public sealed class ArchitectureTests
{
    private const int MaxParameters = 8;

    private static readonly Assembly Portal = typeof(Program).Assembly;
    private static readonly Type[] Managers = [typeof(UserManager<>), typeof(SignInManager<>), typeof(RoleManager<>)];

    [Fact]
    public void No_screen_touches_the_database_or_the_user_manager()
    {
        var screens = Portal.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent))).Select(type => type.FullName!).ToHashSet();
        string[] forbidden =
        [
            typeof(PortalDbContext).FullName!, typeof(IDbContextFactory<>).FullName!, .. Managers.Select(type => type.FullName!),
        ];

        Assert.True(screens.Count > 40, "The components of the portal were not found.");
        Offences.AssertNone(
            from type in CompiledPortal.Types
            where screens.Contains(type.Name)
            from used in type.Uses.Intersect(forbidden)
            select $"{type.Name} uses {used}");
    }

    // Identity builds token providers in UserManager's constructor. A provider that needs a UserManager, directly or
    // indirectly, hangs the first request without an error.
    [Fact]
    public void No_token_provider_asks_for_a_manager_by_any_number_of_steps()
    {
        var providers = Implementations(typeof(IUserTwoFactorTokenProvider<PortalUser>));

        Assert.Equal(6, providers.Length);
        Offences.AssertNone(
            from provider in providers
            from path in PathsToManagers(provider, [])
            select path);
    }

    [Fact]
    public async Task The_methods_are_the_only_token_providers_so_e_mail_is_no_second_factor()
    {
        await using var portal = new Portal();

        var names = portal.Get<IOptions<IdentityOptions>>().Value.Tokens.ProviderMap.Keys.Order();

        Assert.Equal(
            new[] { MethodIds.App, MethodIds.BackupCodes, MethodIds.LoginRequests, MethodIds.SecurityKeys, MethodIds.Sms, MethodIds.WhatsApp },
            names);
    }

    // The managers validate the whole account on every change, by rules that an account from another application may not meet,
    // and report failures in a result that is easily ignored. Only the Development accounts are made with them, and there each
    // result is checked.
    [Fact]
    public void Nobody_changes_accounts_by_the_managers_of_Identity()
    {
        var writes = Managers.SelectMany(manager => manager.GetMethods()
            .Where(method => method.ReturnType == typeof(Task<IdentityResult>))
            .Select(method => (Manager: manager.FullName!, method.Name))).ToHashSet();
        var calls =
            from type in CompiledPortal.Types
            from call in type.Calls
            where writes.Any(write => call.StartsWith(write.Manager, StringComparison.Ordinal) && call.EndsWith($".{write.Name}", StringComparison.Ordinal))
            select (type.Name, Call: call);

        Assert.Contains(calls, call => call.Name == "SecurityPortal.Hosting.DemoData.DemoPeople");
        Offences.AssertNone(calls.Where(call => call.Name != "SecurityPortal.Hosting.DemoData.DemoPeople").Select(call => $"{call.Name} calls {call.Call}"));
    }

    // A password with a second step or on a trusted device, a passkey, a temporary pass, two proofs.
    [Fact]
    public void Nothing_but_the_five_ways_in_makes_a_session()
    {
        Assert.Equal(
            ["SecurityPortal.Authentication.Sessions.SessionStore"],
            CompiledPortal.Types.Where(type => type.Calls.Contains("SecurityPortal.Authentication.Sessions.PortalSession..ctor")).Select(type => type.Name));
        Assert.Equal(
            [
                "SecurityPortal.Accounts.Recovery.GivenProofs", "SecurityPortal.SignIn.Password.PasswordNextStep",
                "SecurityPortal.SignIn.SecondFactor.SecondFactorCompletion", "SecurityPortal.Support.Passes.PassSignIn",
                "SecurityPortal.TwoFactor.PasswordlessSignIn",
            ],
            CompiledPortal.Types.Where(type => type.Calls.Contains("SecurityPortal.Authentication.Sessions.SessionStore.BeginAsync")).Select(type => type.Name).Order());
    }

    // BannedSymbols.txt makes these a build error; this test reads the compiled program.
    [Fact]
    public void Nothing_but_the_time_provider_knows_the_time()
    {
        string[] clocks =
        [
            "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
            "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        ];

        Assert.Contains(CompiledPortal.Types, type => type.Calls.Contains("System.TimeProvider.GetUtcNow"));
        Offences.AssertNone(
            from type in CompiledPortal.Types
            from call in type.Calls.Intersect(clocks)
            select $"{type.Name} calls {call}");
    }

    // A class that needs more does two things, or some of its dependencies belong together in a type of their own.
    [Fact]
    public void No_constructor_and_no_record_takes_more_than_eight_parameters()
    {
        var constructors = Portal.GetTypes()
            .Where(type => type.FullName!.StartsWith("SecurityPortal.", StringComparison.Ordinal)
                && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .ToList();

        Assert.Contains(constructors, constructor => constructor.GetParameters().Length == MaxParameters);
        Offences.AssertNone(
            from constructor in constructors
            let count = constructor.GetParameters().Length
            where count > MaxParameters
            select $"{constructor.DeclaringType} takes {count}");
    }

    private static Type[] Implementations(Type contract) =>
        [.. Portal.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(contract))];

    private static IEnumerable<string> PathsToManagers(Type type, IReadOnlyList<Type> path)
    {
        if (path.Contains(type))
        {
            return [];
        }

        path = [.. path, type];
        if (type.IsGenericType && Managers.Contains(type.GetGenericTypeDefinition()))
        {
            return [string.Join(" > ", path.Select(step => step.Name))];
        }

        return NeededBy(type).SelectMany(needed => PathsToManagers(needed, path));
    }

    // What a type's constructors need; for an interface, what any of our implementations needs.
    private static IEnumerable<Type> NeededBy(Type type)
    {
        if (type.IsGenericType && !type.IsGenericTypeDefinition && type.Assembly != Portal)
        {
            return type.GetGenericArguments().Where(argument => argument.Assembly == Portal);
        }

        return type.Assembly != Portal ? []
            : type.IsInterface ? Implementations(type)
            : type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType);
    }
}
