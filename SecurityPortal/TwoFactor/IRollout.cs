namespace SecurityPortal.TwoFactor;

/// <summary>Decides to whom a method is offered that comes in stages (R6). Who has it on keeps it, whatever this says.</summary>
internal interface IRollout
{
    /// <summary>How the stage is configured, for the operator to read.</summary>
    object Stage { get; }

    bool Includes(RolloutPerson person);
}
