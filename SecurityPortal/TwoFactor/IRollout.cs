namespace SecurityPortal.TwoFactor;

/// <summary>Decides who is offered a method that is rolled out in stages (R6). People who have it on keep it, whatever this says.</summary>
internal interface IRollout
{
    /// <summary>The configuration of the stage, for the operator to read.</summary>
    object Stage { get; }

    bool Includes(RolloutPerson person);
}
