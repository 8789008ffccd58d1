namespace SecurityPortal.TwoFactor;

/// <summary>Messages about methods in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Warning, "Delivery:{Method}:Provider is None, but {People} people have the method on. {Only} of them have no other way to sign in and need recovery or support.")]
    public static partial void MethodIsUnserved(this ILogger logger, string method, int people, int only);
}
