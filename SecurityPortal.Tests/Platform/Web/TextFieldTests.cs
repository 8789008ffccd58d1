using Bunit;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The text field of every form, with and without a circuit.</summary>
public sealed class TextFieldTests : BunitContext
{
    [Fact]
    public void Its_label_names_it_and_the_line_around_it_is_not_read_out()
    {
        var field = Render<TextField>(set => set.Add(it => it.Id, "email").Add(it => it.Label, "Email"));

        Assert.Equal("email", field.Find("label").GetAttribute("for"));
        Assert.Equal("Email", field.Find("label").TextContent.Trim());
        Assert.Equal("email", field.Find("input").Id);
        Assert.Equal("true", field.Find("fieldset").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Without_a_hint_or_an_error_it_is_described_by_nothing()
    {
        var input = Render<TextField>(set => set.Add(it => it.Id, "email").Add(it => it.Label, "Email")).Find("input");

        Assert.False(input.HasAttribute("aria-describedby"));
        Assert.False(input.HasAttribute("aria-invalid"));
    }

    [Fact]
    public void What_helps_and_what_is_wrong_are_read_out_with_it()
    {
        var field = Render<TextField>(set => set.Add(it => it.Id, "email").Add(it => it.Label, "Email")
            .Add(it => it.Hint, "Yours").Add(it => it.Describes, "more").Add(it => it.Error, "Not an address."));
        var input = field.Find("input");

        Assert.Equal("email-hint more email-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Yours", field.Find("#email-hint").TextContent);
        Assert.Equal("Not an address.", field.Find("#email-error[role=alert]").TextContent);
    }

    [Fact]
    public void What_is_typed_is_told_and_what_a_form_needs_stands_on_the_input()
    {
        string? typed = null;
        var field = Render<TextField>(set => set.Add(it => it.Id, "pass").Add(it => it.Label, "Pass").Add(it => it.Class, "code")
            .Add(it => it.ValueChanged, value => typed = value).AddUnmatched("name", "pass").AddUnmatched("type", "password"));

        field.Find("input").Change("abc");

        Assert.Equal("abc", typed);
        Assert.Equal("password", field.Find("input.code[name=pass]").GetAttribute("type"));
    }

    [Fact]
    public void Another_control_takes_the_place_of_the_input()
    {
        var field = Render<TextField>(set => set.Add(it => it.Id, "language").Add(it => it.Label, "Language")
            .AddChildContent("<select id=\"language\"></select>"));

        Assert.Empty(field.FindAll("input"));
        Assert.Equal("SELECT", field.Find($"#{field.Find("label").GetAttribute("for")}").TagName);
    }
}
