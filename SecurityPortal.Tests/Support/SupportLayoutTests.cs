using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Support.Pages;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Support.Pages.People;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Support;

/// <summary>What was typed about one person never appears in the form for the next.</summary>
public sealed class SupportLayoutTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task The_form_of_the_next_person_is_empty_and_nothing_that_was_said_comes_along()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        var (first, second) = (await TestPerson.WithAsync(_portal, MethodIds.App), await TestPerson.WithAsync(_portal, MethodIds.App));
        await using var screen = await Screen.OfAsync(_portal, agent);
        var navigation = screen.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/support/people/{first.Id}");
        var layout = screen.Render<SupportLayout>(parameters => parameters.Add(page => page.Body, Page(first.Id)));
        layout.Find("#ticket").Change("INC-77001");
        layout.Find("#reason").Change("Lost the phone on the train");
        await layout.Find(".panel form").SubmitAsync();
        Assert.Contains("Ask the caller what is lost", layout.Find("[data-testid=outcome]").TextContent);

        navigation.NavigateTo($"/support/people/{second.Id}");
        layout.Render(parameters => parameters.Add(page => page.Body, Page(second.Id)));

        Assert.Equal(second.Email, layout.Find("h1").TextContent);
        Assert.Null(layout.Find("#ticket").GetAttribute("value"));
        Assert.Null(layout.Find("#reason").GetAttribute("value"));
        Assert.Equal("", layout.Find("[data-testid=outcome]").TextContent.Trim());
    }

    [Fact]
    public async Task Another_filter_is_the_same_page()
    {
        var agent = await TestPerson.AtWorkAsync(_portal, "Support");
        await using var screen = await Screen.OfAsync(_portal, agent);
        var navigation = screen.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/support/cases");
        var layout = screen.Render<SupportLayout>(parameters => parameters.Add(page => page.Body, Cases()));
        var before = layout.FindComponent<CasesPage>().Instance;

        navigation.NavigateTo("/support/cases?view=All");
        layout.Render(parameters => parameters.Add(page => page.Body, Cases()));

        Assert.Same(before, layout.FindComponent<CasesPage>().Instance);
    }

    private static RenderFragment Page(string id) => builder =>
    {
        builder.OpenComponent<PersonPage>(0);
        builder.AddComponentParameter(1, nameof(PersonPage.Id), id);
        builder.CloseComponent();
    };

    private static RenderFragment Cases() => builder =>
    {
        builder.OpenComponent<CasesPage>(0);
        builder.CloseComponent();
    };
}
