namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Something that can be pressed or filled in, as people meet it.</summary>
/// <param name="Place">The name of the dialog, the route of the page, or <see cref="AroundPages"/>.</param>
/// <param name="Role">The role that the browser tells a screen reader.</param>
/// <param name="Name">The accessible name, without what differs from person to person.</param>
internal sealed record Control(string Place, string Role, string Name)
{
    /// <summary>Where the menus and bars are that all pages have alike.</summary>
    public const string AroundPages = "around the pages";

    public override string ToString() => $"{Place}: {Role} \"{Name}\"";
}
