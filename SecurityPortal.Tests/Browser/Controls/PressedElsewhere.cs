using System.Text.RegularExpressions;
using SecurityPortal.Tests.Platform.Web;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Controls that no browser presses, each with the test that does what pressing it does.</summary>
internal static class PressedElsewhere
{
    /// <summary>Patterns of place, role and name, as <see cref="Control.ToString"/> has them, and the class and name of a test.</summary>
    public static IReadOnlyList<(Regex Control, Type Class, string Test)> All { get; } =
    [
        // The button that copies, a moment after it was pressed.
        (new("button \"Copied\"$"), typeof(BackupCodes), nameof(BackupCodes.They_are_copied_one_a_line)),

        // The same line on each page without a frame; the button of the frame is pressed by many stories.
        (new("^/(settings/account/\\w+|sign-in/confirm|support/confirm): button \"Sign out\"$"), typeof(SignOutOnEveryPageTests),
            nameof(SignOutOnEveryPageTests.Outside_the_frame_the_button_signs_out_as_well)),
    ];
}
