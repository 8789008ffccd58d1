namespace SecurityPortal.TwoFactor;

/// <summary>Messages about methods in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Warning, "Delivery:{Method}:Provider is None, and {People} people have the method on, {Only} of them no other that they could sign in with: those get in by recovery or support alone.")]
    public static partial void MethodIsUnserved(this ILogger logger, string method, int people, int only);
}
