using System.Collections.Frozen;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SecurityPortal.Tests.Architecture;

/// <summary>
/// The compiled portal, read without running it: which type uses which, including the components in <c>.razor</c> files, async
/// methods and lambdas.
/// </summary>
internal static class CompiledPortal
{
    private const string Root = "SecurityPortal";

    private static readonly Lazy<IReadOnlyList<CompiledType>> Read = new(ReadAll);

    /// <summary>Every type that the portal's source declares. Compiler-generated types count as part of the type they come from.</summary>
    public static IReadOnlyList<CompiledType> Types => Read.Value;

    /// <summary>The uses of one folder by another, down to the second level.</summary>
    public static IEnumerable<(string From, string To, string Detail)> FolderUses =>
        from type in Types
        from used in type.Uses
        let to = FolderOf(used)
        where to.Length > 0 && to != type.Folder
        select (type.Folder, to, $"{type.Name} uses {used}");

    /// <summary>Returns a type's folder, such as <c>TwoFactor/Sms</c>; empty for foreign types. <c>Support</c> is one folder.</summary>
    public static string FolderOf(string typeName)
    {
        var parts = typeName.Split('.');
        return parts[0] != Root || parts.Length < 3 ? ""
            : parts.Length > 3 && parts[1] != "Support" ? $"{parts[1]}/{parts[2]}"
            : parts[1];
    }

    private static IReadOnlyList<CompiledType> ReadAll()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Program).Assembly.Location);
        return [.. module.Types
            .Where(type => type.Namespace.StartsWith(Root, StringComparison.Ordinal) || type.Namespace.Length == 0)
            .Where(type => !type.FullName.StartsWith('<'))
            .Select(type => new CompiledType(type.FullName, FolderOf(type.FullName), UsesOf(type), CallsOf(type).ToFrozenSet()))];
    }

    private static FrozenSet<string> UsesOf(TypeDefinition type)
    {
        HashSet<string> names = [];
        AddType(type, names);
        return names.ToFrozenSet();
    }

    private static IEnumerable<string> CallsOf(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand).OfType<MethodReference>()
            .Select(method => $"{method.DeclaringType.FullName}.{method.Name}")
            .Concat(type.NestedTypes.SelectMany(CallsOf));

    private static void AddType(TypeDefinition type, HashSet<string> names)
    {
        Add(type.BaseType, names);
        Add(type.CustomAttributes, names);
        foreach (var contract in type.Interfaces)
        {
            Add(contract.InterfaceType, names);
        }

        foreach (var field in type.Fields)
        {
            Add(field.FieldType, names);
        }

        foreach (var property in type.Properties)
        {
            Add(property.PropertyType, names);
            Add(property.CustomAttributes, names);
        }

        foreach (var method in type.Methods)
        {
            Add(method, names);
            Add(method.CustomAttributes, names);
            if (method.HasBody)
            {
                AddBody(method.Body, names);
            }
        }

        foreach (var nested in type.NestedTypes)
        {
            AddType(nested, names);
        }
    }

    private static void AddBody(MethodBody body, HashSet<string> names)
    {
        foreach (var variable in body.Variables)
        {
            Add(variable.VariableType, names);
        }

        foreach (var operand in body.Instructions.Select(instruction => instruction.Operand))
        {
            switch (operand)
            {
                case TypeReference type:
                    Add(type, names);
                    break;
                case MethodReference method:
                    Add(method, names);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType, names);
                    Add(field.FieldType, names);
                    break;
            }
        }
    }

    private static void Add(MethodReference method, HashSet<string> names)
    {
        Add(method.DeclaringType, names);
        Add(method.ReturnType, names);
        foreach (var parameter in method.Parameters)
        {
            Add(parameter.ParameterType, names);
        }

        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                Add(argument, names);
            }
        }
    }

    private static void Add(IEnumerable<CustomAttribute> attributes, HashSet<string> names)
    {
        foreach (var attribute in attributes)
        {
            Add(attribute.AttributeType, names);
            foreach (var type in attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>())
            {
                Add(type, names);
            }
        }
    }

    private static void Add(TypeReference? type, HashSet<string> names)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Add(generic.ElementType, names);
                foreach (var argument in generic.GenericArguments)
                {
                    Add(argument, names);
                }

                return;
            case TypeSpecification specification:
                Add(specification.ElementType, names);
                return;
            default:
                names.Add(Outermost(type).FullName);
                return;
        }
    }

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;
}

/// <summary>One type of the portal.</summary>
/// <param name="Name">With its namespace.</param>
/// <param name="Folder">Its folder; empty for <c>Program</c>.</param>
/// <param name="Uses">Every type that it names, ours or not, without type arguments.</param>
/// <param name="Calls">Every method that it calls, as "type.method".</param>
internal sealed record CompiledType(string Name, string Folder, FrozenSet<string> Uses, FrozenSet<string> Calls);
