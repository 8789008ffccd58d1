namespace SecurityPortal.TwoFactor;

/// <summary>Describes a method in the person's language. Screens use nothing else.</summary>
public sealed record MethodDescription
{
    /// <summary>The name under which the method's token provider is registered with Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The person's name for it, which is also the name of its switch.</summary>
    public required string Name { get; init; }

    /// <summary>The name within a sentence: "text messages".</summary>
    public required string InSentence { get; init; }

    /// <summary>One message of a method that sends, as in "send a text message"; null for methods that send none.</summary>
    public string? OneMessage { get; init; }

    /// <summary>One line on why its strength is what it is.</summary>
    public required string Reason { get; init; }

    /// <summary>What the method is like to use, for the comparison of methods.</summary>
    public required string Comparison { get; init; }

    public required MethodStrength Strength { get; init; }

    public required MethodSection Section { get; init; }

    /// <summary>The place among methods of the same strength, lowest first.</summary>
    public required int Order { get; init; }

    /// <summary>The name of the picture in <c>icons.svg</c>.</summary>
    public required string Icon { get; init; }

    /// <summary>Whether two-factor is on when this method is the only one. Otherwise it needs one that does.</summary>
    public bool IsPrimaryFactor { get; init; }

    /// <summary>
    /// Whether an answer proves that the person holds something. One that another session of theirs gives does not: it signs
    /// in, but neither confirms a change nor makes a trusted device. Else somebody who has a stolen session and the password
    /// could approve their own way to everything (ASVS 7.5.1, decision 8).
    /// </summary>
    public bool ProvesPossession { get; init; } = true;

    /// <summary>The id of the method that must be on for this one to be, if there is one.</summary>
    public string? Requires { get; init; }

    /// <summary>Whether it is set up together with a person's first method, before that one is on.</summary>
    public bool AccompaniesFirst { get; init; }

    /// <summary>The effect of setting it up again while it is on.</summary>
    public EnrolmentWhenOn WhenOn { get; init; }

    /// <summary>The words for that: "Add another app", "Change number", "Make new codes".</summary>
    public string? AgainLabel { get; init; }

    /// <summary>The message once it has been replaced: "Your number was changed."; null for a method that cannot be.</summary>
    public string? ReplacedText { get; init; }

    /// <summary>The interactive component, with one parameter <c>Setup</c> of type <see cref="EnrolmentContext"/>.</summary>
    public required Type SetupComponent { get; init; }

    /// <summary>The static component, with one parameter <c>Challenge</c> of type <see cref="MethodChallengeContext"/>.</summary>
    public required Type ChallengeComponent { get; init; }

    /// <summary>
    /// The interactive component for "Test it", with one parameter <c>Test</c> of type <see cref="MethodTestContext"/>;
    /// null for methods that cannot be tried without being spent.
    /// </summary>
    public Type? TestComponent { get; init; }

    /// <summary>
    /// A static component that the sign-in page offers beside the password, with one parameter <c>ReturnUrl</c>, for
    /// methods that need no password.
    /// </summary>
    public Type? SignInComponent { get; init; }

    /// <summary>
    /// An interactive component on the first page after a sign-in, with one parameter <c>Session</c>, that offers the method
    /// when the time is right and shows nothing else; null for methods that are not offered.
    /// </summary>
    public Type? OfferComponent { get; init; }

    /// <summary>
    /// Whether its answer is a code that somebody could guess. A hundred wrong ones in a row close all such methods of an
    /// account (NIST 800-63B-4 3.2.2); the rest stay open.
    /// </summary>
    public bool IsGuessable { get; init; } = true;

    /// <summary>The message for a wrong answer; null for the one that fits a code.</summary>
    public string? WrongAnswer { get; init; }

    /// <summary>Whether it is for emergencies: offered last, and followed by "Fix your methods".</summary>
    public bool IsEmergency => Strength == MethodStrength.Emergency;
}
