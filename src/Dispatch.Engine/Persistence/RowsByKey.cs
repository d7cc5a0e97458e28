using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Tables of SQLite whose rows lie in the order of their key (<c>WITHOUT ROWID</c>): the key has no tree of its own beside the rows'. EF has no word for it. It is worth it for short rows; one of more than a
/// quarter of a page lies partly on a page of its own.
/// </summary>
internal static class RowsByKey
{
    private const string Annotation = "Dispatch:RowsByKey";

    /// <summary>The rows of this table lie in the order of their key, on SQLite. What a table was made as it stays: only the migration that makes it asks.</summary>
    public static void HasRowsByKey<T>(this EntityTypeBuilder<T> builder)
        where T : class => builder.HasAnnotation(Annotation, true);

    /// <summary>Whether they do.</summary>
    public static bool IsSaidOf(IReadOnlyEntityType entity) => entity.FindAnnotation(Annotation) is not null;

    /// <summary>Takes the word out of the model of another database.</summary>
    public static void Forget(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            entity.RemoveAnnotation(Annotation);
        }
    }
}

/// <summary>EF's sentences for SQLite's schema, with how the rows lie.</summary>
internal sealed class SqliteSchema(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    /// <inheritdoc />
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (model?.GetEntityTypes().FirstOrDefault(entity => entity.GetTableName() == operation.Name) is { } entity && RowsByKey.IsSaidOf(entity))
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
