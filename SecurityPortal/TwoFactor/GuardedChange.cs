using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>A change in progress by a session that may make it.</summary>
internal sealed record GuardedChange(PersonTransaction Transaction, LiveSession Session, EnrolledMethods Enrolled)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
