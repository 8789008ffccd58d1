using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>
/// Translates JSON columns between EF Core's two providers: bytes are hexadecimal in SQLite and base64 in PostgreSQL, and a
/// time has a space in one and a T in the other. Copied as text, neither could read the other's.
/// </summary>
/// <param name="source">The model of the database that is read.</param>
/// <param name="target">The model of the database that is written.</param>
internal sealed class JsonColumns(IModel source, IModel target)
{
    /// <summary>Returns the text of a JSON column as the target's provider writes it.</summary>
    public string Translate(string table, string column, string text)
    {
        var (entity, json) = (Find(target, table, column), JsonNode.Parse(text)!);
        Translate(json, source.FindEntityType(entity.Name)!, entity);
        return json.ToJsonString();
    }

    private static IEntityType Find(IModel model, string table, string column) => model.GetEntityTypes().Single(
        entity => entity.IsMappedToJson() && entity.GetContainerColumnName() == column
            && entity.FindOwnership()!.PrincipalEntityType is { } owner && !owner.IsMappedToJson() && owner.GetTableName() == table);

    private static void Translate(JsonNode json, IEntityType from, IEntityType to)
    {
        if (json is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                Translate(item, from, to);
            }

            return;
        }

        var values = json.AsObject();
        foreach (var property in to.GetProperties())
        {
            if (property.GetJsonPropertyName() is { } name && values[name] is { } value)
            {
                var read = Converter(from.FindProperty(property.Name)!).FromJsonString(value.ToJsonString());
                values[name] = JsonNode.Parse(Converter(property).ToJsonString(read));
            }
        }

        foreach (var navigation in to.GetNavigations().Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent))
        {
            if (navigation.TargetEntityType.GetJsonPropertyName() is { } name && values[name] is { } nested)
            {
                Translate(nested, from.FindNavigation(navigation.Name)!.TargetEntityType, navigation.TargetEntityType);
            }
        }
    }

    private static JsonValueReaderWriter Converter(IProperty property) =>
        property.GetJsonValueReaderWriter() ?? property.GetTypeMapping().JsonValueReaderWriter
        ?? throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} cannot be written as JSON.");
}
