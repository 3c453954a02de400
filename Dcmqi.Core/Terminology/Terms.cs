using Dcmqi.Terminology;

namespace Dcmqi;

/// <summary>Finds the codes that describe segments, and quantities with their units, from everyday words.</summary>
/// <remarks>
/// The terms are those of PS3.16, 3D Slicer's general anatomy and the labels of segmentation tools. They are read when one is first asked for.
/// The methods may be called from several threads at once.
/// </remarks>
public static partial class Terms
{
    internal const int DefaultLimit = 10;

    /// <summary>Finds what a segment may be.</summary>
    /// <param name="text">
    /// Words in any order (<c>kidney left</c>), their beginnings (<c>gallb</c>), with slips (<c>pancraes</c>), abbreviations (<c>IVC</c>, <c>L4</c>), British and American spelling, or a code
    /// (<c>64033007</c>, <c>T-71000</c>). <c>left</c>, <c>right</c>, <c>L</c>, <c>R</c> and <c>both</c> are the side. A lesion with an organ (<c>cyst of left kidney</c>) has it as its region.
    /// </param>
    /// <param name="limit">The greatest number of terms; at least 1.</param>
    /// <returns>The terms found, the best first. None where nothing fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public static IReadOnlyList<SegmentTerm> Search(string text, int limit = DefaultLimit) => TermIndex.Instance.Search(text, limit, null);

    /// <summary>Gets the terms of a context group of PS3.16.</summary>
    /// <param name="number">The number of the group (CID), such as 7166.</param>
    /// <returns>The terms, which can be searched.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is of no context group of types of segments or parts of the body.</exception>
    public static TermGroup InContextGroup(int number) => TermIndex.GroupName(number) is { } name
        ? new TermGroup(TermIndex.Instance, number, name)
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"CID {number} holds no types of segments or parts of the body, as CID 7151 (Segmentation Property Type) does.");

    /// <summary>Finds the quantity of a parametric map or measurement.</summary>
    /// <param name="text">Words, their beginnings, or an abbreviation, such as <c>adc</c>, <c>suv</c>, <c>blood flow</c>, or a code.</param>
    /// <returns>The quantity that fits best, or <see langword="null"/> where none does.</returns>
    public static QuantityTerm? Quantity(string text) => SearchQuantities(text, 1).FirstOrDefault();

    /// <summary>Finds quantities of parametric maps and measurements.</summary>
    /// <param name="text">As for <see cref="Quantity"/>.</param>
    /// <param name="limit">The greatest number of quantities; at least 1.</param>
    /// <returns>The quantities found, the best first. None where nothing fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public static IReadOnlyList<QuantityTerm> SearchQuantities(string text, int limit = DefaultLimit) => QuantityIndex.Instance.Search(text, limit);
}
