using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Tests.Messaging.Delivery.Limits;

/// <summary>People who request a code to a number of their choice.</summary>
internal static class CodeWishes
{
    public static async Task<TestPerson> PersonAsync(Portal portal) => await (await TestPerson.CreateAsync(portal)).SignInAsync();

    /// <summary>Requests a code to a number; returns null when it went out.</summary>
    public static async Task<CodeRefusal?> RefusalAsync(TestPerson person, string number)
    {
        var setup = await person.BeginAsync(MethodIds.Sms, ("number", number));
        var sent = Assert.IsType<SendCodeResult.Sent>(await person.Enrolment.SendCodeAsync(person.Session, setup.Id));
        return sent.Result is IssueResult.NotSent refused ? refused.Why : null;
    }
}
