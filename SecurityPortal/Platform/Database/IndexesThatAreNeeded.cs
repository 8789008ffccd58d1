using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Gives a foreign key an index, as EF Core does, unless the primary key begins with the same column. A primary key that begins
/// with a person's id already finds the few rows that a foreign key check has to read.
/// </summary>
internal sealed class IndexesThatAreNeeded(ProviderConventionSetBuilderDependencies dependencies)
    : ForeignKeyIndexConvention(dependencies)
{
    protected override IConventionIndex? CreateIndex(
        IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
        entityTypeBuilder.Metadata.FindPrimaryKey()?.Properties[0] == properties[0]
            ? null
            : base.CreateIndex(properties, unique, entityTypeBuilder);
}
