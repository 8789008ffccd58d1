namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>The person, method and purpose that a code is bound to.</summary>
/// <param name="UserId">The person whose code it is.</param>
/// <param name="Purpose">What it is for: a flow, or an enrolment.</param>
/// <param name="Method">The id of the method that delivers it.</param>
/// <param name="Destination">Where it is sent; a code sent to one number is invalid once the number has changed.</param>
internal sealed record CodeRequest(string UserId, string Purpose, string Method, string Destination)
{
    public override string ToString() => nameof(CodeRequest);
}
