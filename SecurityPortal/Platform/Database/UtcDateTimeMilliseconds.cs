using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SecurityPortal.Platform.Database;

/// <summary>The same as <see cref="UtcMilliseconds"/> for the times of OpenIddict's rows, which are always UTC.</summary>
internal sealed class UtcDateTimeMilliseconds() : ValueConverter<DateTime, long>(
    time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
