namespace Dcmqi.Iods;

/// <summary>What is wrong with a value, and what may stand in its place.</summary>
/// <param name="Expected">What was expected, such as <c>a date YYYYMMDD</c>.</param>
/// <param name="Repaired">The value in a legal form with the same meaning; <see langword="null"/> where there is none.</param>
/// <param name="IsCut">The repaired value is shorter in content: not to be used for codes and identifiers.</param>
internal readonly record struct ValueFault(string Expected, string? Repaired, bool IsCut = false);
