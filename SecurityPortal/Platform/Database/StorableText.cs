using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Replaces NUL characters and unpaired surrogates with U+FFFD in every text sent to PostgreSQL, which cannot store them and
/// would answer with an error. People do not type either, but anybody who probes the portal sends them.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    /// <summary>Returns the text as the database will return it.</summary>
    public static string Of(string text) => IsStorable(text)
        ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Mend(command);
        return new(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Mend(command);
        return new(result);
    }

    private static void Mend(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => Of(text),
                string[] texts => Array.ConvertAll(texts, Of),
                List<string> texts => texts.ConvertAll(Of),
                var other => other,
            };
        }
    }

    private static bool IsStorable(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\0' || (char.IsSurrogate(text[index]) && !IsPair(text, ref index)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPair(string text, ref int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[++index]);
}
