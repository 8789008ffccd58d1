namespace SecurityPortal.TwoFactor.LoginRequests;

/// <summary>An open request, as shown to the person.</summary>
/// <param name="MayApprove">Whether this browser may approve it.</param>
public sealed record OpenRequest(Guid Id, string UserAgent, string Address, DateTimeOffset At, bool MayApprove)
{
    /// <summary>Whether nobody is signing in: the person is testing login requests in order to turn them on.</summary>
    public bool IsTest { get; init; }
}
