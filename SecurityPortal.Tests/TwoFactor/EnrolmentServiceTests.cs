using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.TwoFactor;

public sealed class EnrolmentServiceTests
{
    // These people need the message most: their other methods are gone.
    [Theory]
    [InlineData(AuthenticationMethods.TemporaryPass)]
    [InlineData(null)]
    public async Task Whoever_came_in_by_a_pass_or_after_a_reset_reads_that_a_code_was_not_delivered(string? with)
    {
        var provider = new ScriptedProvider { Answer = _ => new SendResult.Refused("no such line", DeliveryFault.CannotReceive) };
        await using var portal = new Portal { WithServices = provider.Use };
        var person = with is null ? await TestPerson.CreateAsync(portal) : await TestPerson.WithAsync(portal, MethodIds.App);
        await person.SignInAsync(with);
        if (with is null)
        {
            await Rows.ExecuteAsync(portal, $"""UPDATE "People" SET "MustEnrolSince" = 1 WHERE "UserId" = {person.Id}""");
        }

        var setup = await person.BeginAsync(MethodIds.Sms, ("number", person.Number));
        Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        await portal.DeliverAsync();

        var line = await person.Enrolment.ProgressAsync(person.Session, setup.Id, "+44 •• 12");

        Assert.True(line is { HasFailed: true, IsFinal: true }, "Nothing was said of the code.");
        Assert.Equal("Not delivered: +44 •• 12 can't receive text messages. It may be a landline. Try another way.", line.Text);
    }
}
