using System.Globalization;

namespace Dcmqi.RtStructures;

/// <summary>Numbers of slices for messages: <c>3, 5 to 9, 12</c>.</summary>
internal static class SliceList
{
    private const int MostParts = 8;

    /// <param name="slices">From 0, in any order.</param>
    public static string Of(IEnumerable<int> slices)
    {
        var parts = new List<(int First, int Last)>();
        foreach (int slice in slices.Order())
        {
            if (parts.Count > 0 && parts[^1].Last + 1 == slice)
                parts[^1] = (parts[^1].First, slice);
            else
                parts.Add((slice, slice));
        }

        string more = parts.Count > MostParts ? string.Create(CultureInfo.InvariantCulture, $" and {parts.Skip(MostParts).Sum(part => part.Last - part.First + 1)} more") : "";
        return string.Join(", ", parts.Take(MostParts).Select(part => part.First == part.Last
            ? part.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{part.First} to {part.Last}"))) + more;
    }
}
