using SecurityPortal.Platform.Web;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Overview;

namespace SecurityPortal.Settings;

/// <summary>Says what an enrolment turned on or changed, and what was turned off with it.</summary>
internal sealed class NewsTexts(MethodCatalogue catalogue, IStringLocalizer<Texts> texts)
{
    /// <param name="method">The method as it was before.</param>
    public MethodNews Of(MethodView method, TurnOnResult.On result)
    {
        string said = !method.IsOn ? texts["Turned on: {0}.", method.Description.Name]
            : result.AddedItem is { } item ? texts["\"{0}\" was added.", item]
            : method.Description.ReplacedText ?? "";
        return result.TurnedOff.Select(catalogue.Describe).FirstOrDefault() is { } off
            ? new(AlertKind.Attention, $"{said} {texts["{0} is off until you set it up again.", off.Name]}") { SetUp = off }
            : new(AlertKind.Good, said) { TurnedOn = method.IsOn ? null : method.Description.Id };
    }
}
