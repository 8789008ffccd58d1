using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

#pragma warning disable EF1001 // The service that finds migrations is internal to EF Core, and has no public extension point.
/// <summary>The portal's migrations and, after them, <see cref="LaterMigration"/>.</summary>
internal sealed class LaterMigrations(
    ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
    : MigrationsAssembly(context, options, ids, logger)
{
    public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
        new SortedList<string, TypeInfo>(base.Migrations.ToDictionary(), StringComparer.Ordinal) { [LaterMigration.Id] = typeof(LaterMigration).GetTypeInfo() };
}
#pragma warning restore EF1001
