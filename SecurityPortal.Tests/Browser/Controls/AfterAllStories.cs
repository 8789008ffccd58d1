namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Collections that run alone do so once all others have ended.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllStories
{
    public const string Name = "After all stories";
}
