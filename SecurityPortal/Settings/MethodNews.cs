using SecurityPortal.Platform.Web;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Settings;

/// <summary>The result of a change, in a sentence for the person.</summary>
public sealed record MethodNews(AlertKind Kind, string Text)
{
    /// <summary>The method that was turned off with it, and that the person may want back.</summary>
    public MethodDescription? SetUp { get; init; }

    /// <summary>The id of the method that was turned on, which may have made another one possible.</summary>
    public string? TurnedOn { get; init; }
}
