namespace SecurityPortal.SignIn.Links;

internal static class LinkServices
{
    public static void AddLinkPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<LinkTexts>();
}
