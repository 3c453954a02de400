namespace Dcmqi;

/// <summary>Coded concepts by name, grouped by coding scheme: those of PS3.16 that segmentations, parametric maps and measurement reports use.</summary>
/// <remarks>The names are the standard's keywords, such as <c>Codes.Sct.Liver</c>. Any other concept is made with <see cref="CodedConcept(string, string, string, string)"/>.</remarks>
public static partial class Codes
{
}
