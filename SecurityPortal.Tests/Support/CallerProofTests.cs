using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Support;

/// <summary>Which checks are enough for what (R14).</summary>
public sealed class CallerProofTests
{
    private const string Mail = "a code by mail";
    private const string Text = "a code by text";
    private const string OwnCall = "a call that the agent made";
    private const string OwnDocument = "a document that the agent saw";
    private const string Witnessed = "a document that a colleague saw";

    private static readonly Dictionary<string, (ProofChannel Channel, bool IsWord)> Kinds = new()
    {
        [Mail] = (ProofChannel.Mailbox, false),
        [Text] = (ProofChannel.Number, false),
        [OwnCall] = (ProofChannel.Number, true),
        [OwnDocument] = (ProofChannel.Document, true),
        [Witnessed] = (ProofChannel.Document, false),
    };

    [Theory]
    [InlineData(PassDelivery.Email, false, Mail)]
    [InlineData(PassDelivery.Page, false, Mail)]
    [InlineData(PassDelivery.Text, false, Text)]
    [InlineData(PassDelivery.Text, false, OwnCall)]
    [InlineData(PassDelivery.Email, false, OwnCall)]
    [InlineData(PassDelivery.Email, false, OwnDocument)]
    [InlineData(PassDelivery.Text, false, OwnDocument, Text)]
    [InlineData(PassDelivery.Email, false)]
    [InlineData(PassDelivery.Text, true, Mail)]
    [InlineData(PassDelivery.Email, true, Text)]
    [InlineData(PassDelivery.Page, true, Text)]
    [InlineData(PassDelivery.Email, true, Mail, Text)]
    [InlineData(PassDelivery.Email, true, Witnessed)]
    [InlineData(PassDelivery.Text, true, Witnessed)]
    public void A_pass_takes_a_check_by_another_way_than_its_own(PassDelivery delivery, bool isEnough, params string[] checks) =>
        Assert.Equal(isEnough, IsEnough(new(ActionKind.IssuePass, Delivery: delivery), ends: false, MethodStrength.Emergency, checks));

    [Theory]
    [InlineData(MethodStrength.Basic, true, Mail)]
    [InlineData(MethodStrength.Basic, true, OwnCall)]
    [InlineData(MethodStrength.Basic, true, OwnDocument)]
    [InlineData(MethodStrength.Basic, false)]
    [InlineData(MethodStrength.Strong, false, Mail)]
    [InlineData(MethodStrength.Strong, false, Text)]
    [InlineData(MethodStrength.Strong, false, Text, OwnCall)]
    [InlineData(MethodStrength.Strong, false, OwnCall, OwnDocument)]
    [InlineData(MethodStrength.Strong, false, OwnDocument)]
    [InlineData(MethodStrength.Strong, true, Mail, Text)]
    [InlineData(MethodStrength.Strong, true, Mail, OwnCall)]
    [InlineData(MethodStrength.Strong, true, Mail, OwnDocument)]
    [InlineData(MethodStrength.Strong, true, Witnessed)]
    [InlineData(MethodStrength.Strongest, false, Mail)]
    [InlineData(MethodStrength.Strongest, true, Mail, Text)]
    [InlineData(MethodStrength.Strongest, true, Witnessed)]
    public void One_code_never_takes_off_what_is_stronger_than_a_code(MethodStrength strongest, bool isEnough, params string[] checks) =>
        Assert.Equal(isEnough, IsEnough(new(ActionKind.ResetMethod, "x"), ends: false, strongest, checks));

    [Theory]
    [InlineData(false, Mail)]
    [InlineData(false, Text)]
    [InlineData(false, Mail, OwnCall)]
    [InlineData(false, Mail, OwnDocument)]
    [InlineData(false, OwnCall, OwnDocument)]
    [InlineData(true, Mail, Text)]
    [InlineData(true, Witnessed)]
    public void The_word_of_whoever_asks_never_helps_to_take_off_all_methods(bool isEnough, params string[] checks)
    {
        Assert.Equal(isEnough, IsEnough(new(ActionKind.ResetAll), ends: true, MethodStrength.Strong, checks));
        Assert.Equal(isEnough, IsEnough(new(ActionKind.ResetMethod, "x"), ends: true, MethodStrength.Basic, checks));
    }

    private static bool IsEnough(ActionRequest wish, bool ends, MethodStrength strongest, string[] checks) =>
        new CallerProof([.. checks.Select(check => new CountedCheck(Guid.NewGuid(), Kinds[check].Channel, Kinds[check].IsWord))])
            .EnoughFor(wish, ends, strongest) is not null;
}
