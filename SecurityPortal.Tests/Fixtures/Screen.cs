using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Components on their own, with all of a portal's services behind them.
/// </summary>
internal sealed class Screen : BunitContext
{
    /// <param name="portal">The portal whose services the components use.</param>
    /// <param name="isLive">Whether the page is interactive yet; before that, it is only rendered.</param>
    /// <param name="page">Records where the page is left for, in place of bUnit's own navigation.</param>
    public Screen(Portal portal, bool isLive = true, LeavingPage? page = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        if (page is not null)
        {
            Services.AddSingleton<NavigationManager>(page);
        }

        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(portal.Clock);
        Services.AddScoped<RequestSession>();
        Services.AddSingleton<AntiforgeryStateProvider, NoTokens>();
        Services.AddFallbackServiceProvider(new OwnServices(portal.Services));
        SetRendererInfo(new RendererInfo(isLive ? "Server" : "Static", isLive));
    }

    /// <summary>The host of the dialogs that open from what <see cref="Show{T}"/> rendered.</summary>
    public IRenderedComponent<IComponent> Shown { get; private set; } = default!;

    /// <summary>The open dialog.</summary>
    public IElement Dialog => Shown.Find("[role=dialog]");

    /// <summary>Renders a component that opens dialogs.</summary>
    public IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        if (Shown is null)
        {
            Render<MudPopoverProvider>();
            Shown = (IRenderedComponent<IComponent>)Render<MudDialogProvider>();
        }

        return Render(parameters);
    }

    /// <summary>Creates a screen for pages of this person, in the session that they act from.</summary>
    public static async Task<Screen> OfAsync(Portal portal, TestPerson person, LeavingPage? page = null)
    {
        var screen = new Screen(portal, page: page);
        var session = await portal.Get<SessionStore>().FindAsync(person.Session);
        var state = Task.FromResult(new AuthenticationState(PortalPrincipal.Of(session!, "test")));
        screen.RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(cascade => cascade.Add(value => value.Value, state));
        return screen;
    }

    /// <summary>Returns the button with this name in the open dialog.</summary>
    public IElement DialogButton(string name) => Button(Dialog, name);

    public static IElement Button(IElement within, string name) =>
        within.QuerySelectorAll("button").Single(button => Words(button) == name || button.GetAttribute("aria-label") == name);

    /// <summary>Returns the readable text of an element, with single spaces, also between its parts.</summary>
    public static string Words(IElement? element) => string.Join(
        ' ', element!.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    // A component on its own sends no form.
    private sealed class NoTokens : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    // Framework services come from bUnit and MudBlazor.
    private sealed class OwnServices(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) => IsOwn(serviceType) ? services.GetService(serviceType) : null;

        private static bool IsOwn(Type type) =>
            type.Assembly == typeof(Program).Assembly || type.GetGenericArguments().Any(IsOwn);
    }
}
