using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Reads why a request was refused, from any kind of result.</summary>
internal static class Refusals
{
    public static MethodFault Fault(object? result) => result switch
    {
        MethodResult.Refused refused => refused.Refusal.Fault,
        BeginResult.Refused refused => refused.Refusal.Fault,
        TurnOnResult.Refused refused => refused.Refusal.Fault,
        SendCodeResult.Refused refused => refused.Refusal.Fault,
        MethodRefusal refusal => refusal.Fault,
        _ => throw new InvalidOperationException($"It was not refused: {result}"),
    };
}
