using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Surfaces;
using Dcmqi.Surfaces.Files;
using Dcmqi.Surfaces.Items;

namespace Dcmqi;

/// <summary>A DICOM Surface Segmentation (PS3.3 A.57): segments, and their surfaces in patient coordinates.</summary>
/// <remarks>Immutable; safe to use from several threads. Points are read when they are asked for.</remarks>
public sealed partial class SurfaceSegmentation : CompositeInstance
{
    private readonly Dictionary<int, DataSet> _surfaces = [];
    private readonly Dictionary<int, DataSet[]> _ofSegment = [];

    private SurfaceSegmentation(OpenedFiles? files, DataSet dataSet, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        var told = new List<string>(warnings);
        SopClass.Require(dataSet, files?.Paths.FirstOrDefault(), Uids.SurfaceSegmentationStorage);
        foreach (DataSet surface in dataSet.GetItems(Tags.SurfaceSequence))
        {
            if (surface.GetInt32(Tags.SurfaceNumber) is not { } number || !_surfaces.TryAdd(number, surface))
                told.Add($"An item of {((Tag)Tags.SurfaceSequence).Describe()} has no {((Tag)Tags.SurfaceNumber).Describe()} of its own; it is not read.");
        }

        Segments = ReadSegments(told);
        if (Segments.Count == 0)
            told.Add($"{((Tag)Tags.SegmentSequence).Describe()} describes no segment.");
        Warnings = told;
    }

    /// <summary>Gets the segments, in order of the Segment Sequence. Their colours are those of their first surfaces.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Gets the Number of Surfaces (0066,0001) that are there.</summary>
    public int SurfaceCount => _surfaces.Count;

    /// <summary>Returns the surface of a segment; where it has several, these together.</summary>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="DicomFormatException">Counts do not match, a coordinate is not finite, or a point is named that is not there.</exception>
    public SurfaceMesh ToMesh(int segmentNumber)
    {
        if (!_ofSegment.TryGetValue(segmentNumber, out DataSet[]? surfaces))
            throw new ArgumentOutOfRangeException(nameof(segmentNumber), segmentNumber, $"The segments are {string.Join(", ", Segments.Select(segment => segment.Number))}.");
        Segment segment = Segments.First(segment => segment.Number == segmentNumber);
        var parts = new MeshParts { Name = segment.Label, Color = segment.DisplayColor };
        var reading = new SurfaceReading(parts);
        foreach (DataSet surface in surfaces)
            reading.Add(surface);
        return parts.ToMesh(isRas: false, []);
    }

    /// <summary>Checks the object against PS3.3: attributes that must be there, values that are legal, codes, surfaces that can be read.</summary>
    /// <returns>What differs, in order of the data set; empty if nothing does.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        DataSetChecker.Check(DataSet, "surface-segmentation", findings);
        SurfaceRules.Check(DataSet, findings);
        CodeRules.Check(DataSet, findings);
        return findings.ToList();
    }

    /// <summary>Returns segments and surfaces, such as <c>SurfaceSegmentation: 3 segments, 3 surfaces</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SurfaceSegmentation: {Counted.Of(Segments.Count, "segment")}, {Counted.Of(SurfaceCount, "surface")}");

    private List<Segment> ReadSegments(List<string> warnings)
    {
        var segments = new List<Segment>();
        foreach (DataSet item in DataSet.GetItems(Tags.SegmentSequence))
        {
            int[] numbers = [.. item.GetItems(Tags.ReferencedSurfaceSequence).Select(reference => reference.GetInt32(Tags.ReferencedSurfaceNumber) ?? 0)];
            DataSet[] surfaces = [.. numbers.Select(number => _surfaces.GetValueOrDefault(number)).OfType<DataSet>()];

            // PS3.3 C.27.1.1: a surface has the colour, not its segment.
            DataSet described = item.Clone();
            if (surfaces.Length > 0)
                described.CopyFrom(surfaces[0], Tags.RecommendedDisplayCIELabValue);
            Segment segment = SegmentItem.Read(described, new PaletteColors(DataSet), null, isBackground: false, warnings);
            if (!_ofSegment.TryAdd(segment.Number, surfaces))
                throw new DicomFormatException($"{((Tag)Tags.SegmentSequence).Describe()} describes {((Tag)Tags.SegmentNumber).Describe()} {segment.Number} twice.", Tag.FromValue(Tags.SegmentSequence).ToString());
            if (surfaces.Length < numbers.Length)
                warnings.Add($"Segment {segment.Number} refers to {Counted.Of(numbers.Length - surfaces.Length, "surface")} that {((Tag)Tags.SurfaceSequence).Describe()} does not have.");
            segments.Add(segment);
        }

        return segments;
    }
}
