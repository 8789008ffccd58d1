using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Stores a point in time as milliseconds since 1970 (UTC). SQLite cannot compare <see cref="DateTimeOffset"/>
/// columns; whole numbers compare and sort the same way on every database.
/// </summary>
internal sealed class UtcMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
