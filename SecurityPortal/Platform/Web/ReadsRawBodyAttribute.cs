namespace SecurityPortal.Platform.Web;

/// <summary>Marks an endpoint that reads its body itself, because a signature covers it byte for byte.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ReadsRawBodyAttribute : Attribute;
