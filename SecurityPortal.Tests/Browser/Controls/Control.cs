namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Something that people can press or fill in.</summary>
/// <param name="Place">The name of the dialog, the route of the page, or <see cref="AroundPages"/>.</param>
/// <param name="Role">The role that the browser reports to screen readers.</param>
/// <param name="Name">The accessible name, without the parts that differ from person to person.</param>
internal sealed record Control(string Place, string Role, string Name)
{
    /// <summary>The place of the menus and bars that all pages share.</summary>
    public const string AroundPages = "around the pages";

    public override string ToString() => $"{Place}: {Role} \"{Name}\"";
}
