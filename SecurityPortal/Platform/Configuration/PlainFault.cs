using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SecurityPortal.Platform.Configuration;

/// <summary>Turns a failed start or verb into sentences that say what to do, where that is known.</summary>
internal static class PlainFault
{
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException faults => [.. faults.Failures],
        AggregateException many => [.. many.Flatten().InnerExceptions.SelectMany(Of).Distinct()],

        // EF Core wraps the database's exception; the useful part is inside.
        _ when Cause<PostgresException>(exception) is { } said => [OfPostgreSql(said)],
        _ when Cause<NpgsqlException>(exception) is { } lost => [$"The PostgreSQL server cannot be reached: {Deepest(lost).Message}"],
        _ when Cause<SqliteException>(exception) is { } sqlite => [OfSqlite(sqlite)],
        _ when Cause<CryptographicException>(exception) is { } sealedAway => [$"Encrypted data cannot be decrypted: {sealedAway.Message}"],
        InvalidOperationException or IOException or UnauthorizedAccessException or TimeoutException or DbException or SocketException =>
            [exception.Message],
        _ => [$"{exception.GetType().Name}: {exception.Message}"],
    };

    private static string OfPostgreSql(PostgresException said) => said.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refused the login: {said.MessageText}. See Username and Password in ConnectionStrings:Portal.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"PostgreSQL has no such database: {said.MessageText}. An administrator can create it: CREATE DATABASE portal OWNER portal.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The user of ConnectionStrings:Portal may not do this: {said.MessageText}. It must own the database: ALTER DATABASE portal OWNER TO portal.",
        PostgresErrorCodes.TooManyConnections => $"PostgreSQL has no connection left: {said.MessageText}.",
        _ => $"PostgreSQL: {said.MessageText} ({said.SqlState}).",
    };

    private static string OfSqlite(SqliteException said) => said.SqliteErrorCode switch
    {
        CannotOpen => "The database file cannot be opened. Does its folder exist, and can this user read and write it? See ConnectionStrings:Portal.",
        NoDatabase => "The file that ConnectionStrings:Portal names is not a SQLite database.",
        _ => said.Message,
    };

    private static TException? Cause<TException>(Exception? exception)
        where TException : Exception =>
        exception is null ? null : exception as TException ?? Cause<TException>(exception.InnerException);

    private static Exception Deepest(Exception exception) => exception.InnerException is { } inner ? Deepest(inner) : exception;
}
