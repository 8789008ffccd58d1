using System.Reflection;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>
/// R22: every control that a page shows works, for every method. The browsers of all stories report which controls they show and
/// which are used; whoever adds a control adds a story that uses it. The check needs all stories to have passed: a run of some
/// stories cannot know what the others press.
/// </summary>
[Collection(AfterAllStories.Name)]
public sealed class EveryControlTests(Chromium chromium)
{
    // Pages for developers and for errors.
    private static readonly string[] NotForPeople = ["/dev/outbox", "/error", "/not-found"];

    [Fact]
    public void Every_control_that_any_page_or_dialog_shows_is_used_by_a_story()
    {
        var unused = Book.Seen.Where(seen => !Book.Used.ContainsKey(seen.Key) && !IsPressedElsewhere(seen.Key)).ToList();
        Tell();

        if (Book.StoriesToCome.Count == 0)
        {
            Architecture.Offences.AssertNone(unused.Select(seen => $"{seen.Key} is used by no story (shown in {seen.Value})"));
        }
    }

    [Fact]
    public void Every_page_is_opened_by_a_story()
    {
        if (Book.StoriesToCome.Count == 0)
        {
            Architecture.Offences.AssertNone(PlaceNames.Routes.Except(NotForPeople).Except(Book.Pages));
        }
    }

    [Fact]
    public void What_is_pressed_elsewhere_is_so_in_a_test_that_there_is() => Assert.All(
        PressedElsewhere.All, row => Assert.NotNull(row.Class.GetMethod(row.Test)?.GetCustomAttribute<FactAttribute>()));

    private ControlBook Book => chromium.Controls;

    // Besides the counts, writes a file that names the first story to use each control.
    private void Tell()
    {
        var controls = Book.Seen.Keys.Union(Book.Used.Keys).ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"{Book.Pages.Intersect(PlaceNames.Routes).Count()} pages, {controls.Select(control => control.Place).Distinct().Count()} places, "
            + $"{controls.Count} controls, {Book.Used.Count} used; {Book.StoriesToCome.Count} stories not told");
        File.WriteAllLines(
            Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults")).FullName, "controls.txt"),
            controls.Select(control => $"{control}: {Book.Used.GetValueOrDefault(control, "no story")}").Order(StringComparer.Ordinal));
    }

    private static bool IsPressedElsewhere(Control control) => PressedElsewhere.All.Any(row => row.Control.IsMatch(control.ToString()));
}
