namespace SecurityPortal.SignIn.Reauthentication;

/// <summary>The texts of this folder; English is in the code, other languages in <c>Texts.*.resx</c> beside it.</summary>
internal sealed class Texts;
