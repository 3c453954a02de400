using System.Globalization;
using Dcmqi.Metadata;

namespace Dcmqi;

public static partial class Terms
{
    /// <summary>Says what could be better in the descriptions of segments: codes that are retired or mean something else, types of another category, sides that are missing, segments and colours that cannot be told apart.</summary>
    /// <param name="metadata">The metadata, of a document or of a segmentation that was opened.</param>
    /// <returns>Suggestions, in the order of the segments; none where nothing was found. They are no faults: the standard leaves most of it open.</returns>
    public static IReadOnlyList<TermSuggestion> Check(SegmentationMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var suggestions = new List<TermSuggestion>();
        var all = new List<(string Pointer, SegmentAttributes Segment)>();
        for (int input = 0; input < metadata.SegmentAttributes.Count; input++)
        {
            for (int index = 0; index < metadata.SegmentAttributes[input].Count; index++)
                all.Add((string.Create(CultureInfo.InvariantCulture, $"/segmentAttributes/{input}/{index}"), metadata.SegmentAttributes[input][index]));
        }

        var others = new SegmentComparison();
        foreach ((string pointer, SegmentAttributes segment) in all)
        {
            string name = segment.SegmentLabel ?? segment.SegmentedPropertyType.Meaning;
            foreach (string message in SegmentTermChecks.Of(segment).Concat(others.Compare(pointer, segment)))
                suggestions.Add(new TermSuggestion { Pointer = pointer, Message = $"({name}) {message}" });
        }

        return suggestions;
    }
}
