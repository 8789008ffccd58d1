namespace SecurityPortal.Tests.Cases;

/// <summary>Names the entries of <c>cases.json</c> that a method of <see cref="KnownCasesTests"/> tries.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids => ids;
}
