namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>xUnit runs collections without parallelization after all others have finished.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllStories
{
    public const string Name = "After all stories";
}
