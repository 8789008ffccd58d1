using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

#pragma warning disable EF1001 // What finds migrations is EF Core's own, and has no other way in.
/// <summary>The portal's migrations and, after them, <see cref="LaterMigration"/>.</summary>
internal sealed class LaterMigrations(
    ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
    : MigrationsAssembly(context, options, ids, logger)
{
    public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
        new SortedList<string, TypeInfo>(base.Migrations.ToDictionary(), StringComparer.Ordinal) { [LaterMigration.Id] = typeof(LaterMigration).GetTypeInfo() };
}
#pragma warning restore EF1001
