using Microsoft.AspNetCore.Components;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Pages.Cases;

/// <summary>A part of the page of a case.</summary>
public abstract class CasePart : DeskPart
{
    [Parameter, EditorRequired]
    public CaseView View { get; set; } = default!;
}
