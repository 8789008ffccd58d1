using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor.Management;

/// <summary>A change in progress, made by a session that is allowed to make it.</summary>
internal sealed record GuardedChange(PersonTransaction Transaction, LiveSession Session, EnrolledMethods Enrolled)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
