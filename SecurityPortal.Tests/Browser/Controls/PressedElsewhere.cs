using System.Text.RegularExpressions;
using SecurityPortal.Tests.Attacks;
using SecurityPortal.Tests.Platform.Web;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Controls that no story presses, each with the test that covers its effect.</summary>
internal static class PressedElsewhere
{
    /// <summary>Patterns of place, role and name as in <see cref="Control.ToString"/>, with the class and name of a test.</summary>
    public static IReadOnlyList<(Regex Control, Type Class, string Test)> All { get; } =
    [
        // The copy button, a moment after it was pressed.
        (new("button \"Copied\"$"), typeof(BackupCodesTests), nameof(BackupCodesTests.They_are_copied_one_a_line)),

        // One script makes this button for every password field of every page.
        (new("button \"(Show|Hide) what you typed\"$"), typeof(PasswordsShownTests), nameof(PasswordsShownTests.A_password_is_shown_on_demand_and_hidden_again_before_it_is_sent)),

        // The page between a form and an application continues by itself; the link is for browsers that don't.
        (new("^/connect/continue: link \"Continue\"$"), typeof(OpenIdAttacksTests), nameof(OpenIdAttacksTests.Whoever_is_asked_first_is_signed_out_and_comes_back_to_the_application)),

        // The same line on each page without a frame; many stories press the button in the frame.
        (new("^/(settings/account/\\w+|sign-in/confirm|support/confirm): button \"Sign out\"$"), typeof(SignOutOnEveryPageTests),
            nameof(SignOutOnEveryPageTests.Outside_the_frame_the_button_signs_out_as_well)),

        // One component shows the result of an action on every page of the desk.
        (new("^/support/people/.*: button \"Dismiss\"$"), typeof(SupportControlsTests), nameof(SupportControlsTests.Sessions_are_ended_and_what_is_said_of_it_is_dismissed)),

        // A dialog whose frame is removed a moment before its buttons.
        (new("^around the pages: button \"Cancel\"$"), typeof(CaseControlsTests), nameof(CaseControlsTests.A_case_is_made_urgent_handed_over_put_back_and_taken_over)),
    ];
}
