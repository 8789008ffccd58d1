using SecurityPortal.TwoFactor;

namespace SecurityPortal.Settings;

/// <summary>The names and icons of strengths, which are never shown by colour alone (R8).</summary>
internal sealed class StrengthTexts(IStringLocalizer<Texts> texts)
{
    public string Name(MethodStrength strength) => strength switch
    {
        MethodStrength.Strongest => texts["Strongest"],
        MethodStrength.Strong => texts["Strong"],
        MethodStrength.Basic => texts["Basic"],
        MethodStrength.Emergency => texts["For emergencies"],
    };

    public string Icon(MethodStrength strength) => strength switch
    {
        MethodStrength.Strongest => "bars-3",
        MethodStrength.Strong => "bars-2",
        MethodStrength.Basic => "bars-1",
        MethodStrength.Emergency => "lifebuoy",
    };
}
