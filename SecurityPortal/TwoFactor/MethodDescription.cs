namespace SecurityPortal.TwoFactor;

/// <summary>Describes a method in the person's language. Screens use only this.</summary>
public sealed record MethodDescription
{
    /// <summary>The name under which the method's token provider is registered with Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The name shown to people, which is also the label of its switch.</summary>
    public required string Name { get; init; }

    /// <summary>The name within a sentence, such as "text messages".</summary>
    public required string InSentence { get; init; }

    /// <summary>A single message of a method that sends codes, as in "send a text message"; null for methods that send none.</summary>
    public string? OneMessage { get; init; }

    /// <summary>One line on why the method is as strong as it is.</summary>
    public required string Reason { get; init; }

    /// <summary>What the method is like to use, for the comparison of methods.</summary>
    public required string Comparison { get; init; }

    public required MethodStrength Strength { get; init; }

    public required MethodSection Section { get; init; }

    /// <summary>The position among methods of the same strength, lowest first.</summary>
    public required int Order { get; init; }

    /// <summary>The name of the picture in <c>icons.svg</c>.</summary>
    public required string Icon { get; init; }

    /// <summary>Whether this method alone turns two-factor on (R9). Other methods need a primary one beside them.</summary>
    public bool IsPrimaryFactor { get; init; }

    /// <summary>
    /// Whether an answer proves possession of something. An approval by another session does not: it signs the person in, but
    /// neither confirms a change nor makes a trusted device. Otherwise a thief with a stolen session and the password could
    /// approve their own access to everything (ASVS 7.5.1, decision 8).
    /// </summary>
    public bool ProvesPossession { get; init; } = true;

    /// <summary>The id of the method that must be on for this one to be on, if any.</summary>
    public string? Requires { get; init; }

    /// <summary>Whether it is set up together with a person's first method, before that one is turned on.</summary>
    public bool AccompaniesFirst { get; init; }

    /// <summary>What setting it up again does while it is on.</summary>
    public EnrolmentWhenOn WhenOn { get; init; }

    /// <summary>The label for that, such as "Add another app", "Change number" or "Make new codes".</summary>
    public string? AgainLabel { get; init; }

    /// <summary>The message after it was replaced, such as "Your number was changed."; null for a method that cannot be replaced.</summary>
    public string? ReplacedText { get; init; }

    /// <summary>The interactive component, with one parameter <c>Setup</c> of type <see cref="EnrolmentContext"/>.</summary>
    public required Type SetupComponent { get; init; }

    /// <summary>The static component, with one parameter <c>Challenge</c> of type <see cref="MethodChallengeContext"/>.</summary>
    public required Type ChallengeComponent { get; init; }

    /// <summary>
    /// The interactive component for "Test it", with one parameter <c>Test</c> of type <see cref="MethodTestContext"/>;
    /// null for methods that a test would use up, and for those that cannot be tested.
    /// </summary>
    public Type? TestComponent { get; init; }

    /// <summary>
    /// A static component that the sign-in page offers beside the password, with one parameter <c>ReturnUrl</c>, for
    /// methods that need no password.
    /// </summary>
    public Type? SignInComponent { get; init; }

    /// <summary>
    /// An interactive component on the first page after a sign-in, with one parameter <c>Session</c>, that offers the method
    /// when it is time and otherwise shows nothing; null for methods that are not offered this way.
    /// </summary>
    public Type? OfferComponent { get; init; }

    /// <summary>
    /// Whether its answer is a code that can be guessed. A hundred wrong ones in a row close all guessable methods of an
    /// account (NIST 800-63B-4 3.2.2); the others stay open.
    /// </summary>
    public bool IsGuessable { get; init; } = true;

    /// <summary>The message for a wrong answer; null for the default one, about a wrong code.</summary>
    public string? WrongAnswer { get; init; }

    /// <summary>Whether it is for emergencies only: offered last, and followed by "Fix your methods".</summary>
    public bool IsEmergency => Strength == MethodStrength.Emergency;
}
