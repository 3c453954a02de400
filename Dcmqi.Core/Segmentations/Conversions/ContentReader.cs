using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <summary>Takes finished segmentations apart into content that can be encoded anew.</summary>
internal sealed partial class ContentReader(IReadOnlyList<ConversionSource> sources, SegmentationOptions options, SegmentationConversion conversion)
{
    // What the encoder writes itself, or what held only for the encoding before.
    private static readonly Tag[] EncodingAttributes =
    [
        Tags.SOPClassUID, Tags.SegmentationType, Tags.SegmentsOverlap, Tags.SegmentationFractionalType, Tags.MaximumFractionalValue, Tags.SegmentSequence,
        Tags.SamplesPerPixel, Tags.PhotometricInterpretation, Tags.NumberOfFrames, Tags.Rows, Tags.Columns, Tags.BitsAllocated, Tags.BitsStored, Tags.HighBit,
        Tags.PixelRepresentation, Tags.PixelPaddingValue, Tags.DimensionOrganizationSequence, Tags.DimensionIndexSequence, Tags.DimensionOrganizationType,
        Tags.ConcatenationUID, Tags.SOPInstanceUIDOfConcatenationSource, Tags.ConcatenationFrameOffsetNumber, Tags.InConcatenationNumber, Tags.InConcatenationTotalNumber,
        Tags.SharedFunctionalGroupsSequence, Tags.PerFrameFunctionalGroupsSequence, Tags.PixelData, Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths,
        Tags.RedPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableDescriptor,
        Tags.RedPaletteColorLookupTableData, Tags.GreenPaletteColorLookupTableData, Tags.BluePaletteColorLookupTableData, Tags.ICCProfile, Tags.ColorSpace,
    ];

    private bool KeepsFractions => options.Encoding == SegmentationEncoding.Fractional && sources.All(source => source.Pixels is FractionalStoredFrames);

    /// <summary>How the result is stored: fractions that stay fractions are so as they were, unless it is said otherwise.</summary>
    public SegmentationOptions Options => !KeepsFractions ? options : options with
    {
        FractionalType = options.FractionalType ?? (sources[0].DataSet.GetString(Tags.SegmentationFractionalType) == "OCCUPANCY" ? FractionalType.Occupancy : FractionalType.Probability),
        MaximumFractionalValue = options.MaximumFractionalValue ?? ((FractionalStoredFrames)sources[0].Pixels).ValueOfOne,
    };

    /// <exception cref="ConversionException">The sources do not go together, or a segment to keep is not there.</exception>
    public SegmentationContent Read(CancellationToken cancellationToken)
    {
        CheckTogether();
        return sources[0].Frames.Tiles is null ? ReadStack(cancellationToken) : ReadTiles(cancellationToken);
    }

    private SegmentationContent ReadStack(CancellationToken cancellationToken)
    {
        var stacks = new PlaneStacks([.. sources.SelectMany(source => source.Frames.Planes)], null);
        stacks.RequireNoShift();
        int[] times = [.. sources.SelectMany(source => source.Frames.TemporalPositions).Distinct().Order()];
        int positions = stacks.PlaceCount;
        var planes = new DataSet?[positions * Math.Max(1, times.Length)];
        var segments = new List<SegmentContent>();
        int firstFrame = 0;
        foreach (ConversionSource source in sources)
        {
            int[] planeOfFrame = [.. Enumerable.Range(firstFrame, source.Frames.Count).Select(stacks.PlaceOf)];
            for (int frame = 0; frame < planeOfFrame.Length && times.Length > 0; frame++)
                planeOfFrame[frame] += positions * TimeOf(source.Frames, frame, times);
            ReadPlanes(source, planeOfFrame, planes);
            segments.AddRange(ReadSegments(source, planeOfFrame, cancellationToken));
            firstFrame += source.Frames.Count;
        }

        return new SegmentationContent
        {
            Common = Common(),
            Rows = sources[0].Frames.Rows,
            Columns = sources[0].Frames.Columns,
            SharedGroups = Without(sources[0].SharedGroups ?? new DataSet(), Tags.SegmentIdentificationSequence, Tags.FrameContentSequence, Tags.PlanePositionSequence),
            PlaneGroups = Array.ConvertAll(planes, plane => plane ?? new DataSet()),
            PlaneDimensions = Dimensions(positions, times.Length),
            MayOverlap = segments.Count > 1,
            Segments = Numbered(segments),
        };
    }

    private SegmentationContent ReadTiles(CancellationToken cancellationToken)
    {
        var tiles = new ConvertedTiles(sources, conversion.Tiling);
        var segments = new List<SegmentContent>();
        foreach (ConversionSource source in sources)
            segments.AddRange(ReadSegments(source, tiles.PlaneOfFrame(source), cancellationToken));
        DataSet common = Common();
        tiles.SetOrganization(common);
        return new SegmentationContent
        {
            Common = common,
            Rows = sources[0].Frames.Rows,
            Columns = sources[0].Frames.Columns,
            SharedGroups = tiles.SharedGroups(),
            PlaneGroups = tiles.PlaneGroups,
            PlaneDimensions = tiles.Dimensions,
            Tiling = tiles.Tiling,
            MayOverlap = segments.Count > 1,
            Segments = Numbered(segments),
        };
    }

    // A source that is not told apart by time is of the first point in time.
    private static int TimeOf(FrameIndex frames, int frame, int[] times) =>
        frames.TemporalPositions.Count == 0 ? 0 : Array.BinarySearch(times, frames.TemporalPositions[frames.TimeOf(frame)]);

    private PlaneDimension[] Dimensions(int positions, int timePoints)
    {
        int[] places = [.. Enumerable.Range(0, positions * Math.Max(1, timePoints)).Select(plane => plane % positions)];
        if (!sources[0].Frames.HasPatientCoordinates)
            return [IsCine() ? PlaneDimension.OfTime(places) : PlaneDimension.OfNumber(places)];
        PlaneDimension position = PlaneDimension.OfPosition(places);
        return timePoints == 0 ? [position] : [PlaneDimension.OfTime([.. Enumerable.Range(0, places.Length).Select(plane => plane / positions)]), position];

        bool IsCine() => sources.All(source => source.FrameGroups.All(frame => frame.GetItem(Tags.FrameContentSequence)?.HasValue(Tags.TemporalPositionIndex) == true));
    }

    /// <summary>A copy without some attributes.</summary>
    public static DataSet Without(DataSet dataSet, params Tag[] tags)
    {
        DataSet copy = dataSet.ShallowCopy();
        foreach (Tag tag in tags)
            copy.Remove(tag);
        return copy;
    }

    // Everything but pixels and what describes their encoding stays; the object is another one, in a series of its own.
    private DataSet Common()
    {
        DataSet common = Without(sources[0].DataSet, EncodingAttributes);
        Authorship authorship = conversion.Authorship;
        authorship.SetOn(common);
        if (authorship.SeriesNumber is not null)
            common.Set(Tags.SeriesNumber, authorship.SeriesNumberOr(""));
        if (authorship.InstanceNumber is not null)
            common.Set(Tags.InstanceNumber, authorship.InstanceNumberOr(""));
        if (authorship.ContentCreatorName is not null)
            common.Set(Tags.ContentCreatorName, authorship.ContentCreatorName);
        InstanceReferences.SetUnion(common, sources.Select(source => source.DataSet));

        // PS3.3 C.8.20.2 asks for these; older writers left them out.
        if (!common.HasValue(Tags.LossyImageCompression))
            common.Set(Tags.LossyImageCompression, "00");
        return common;
    }

    private void CheckTogether()
    {
        var faults = new List<string>();
        foreach (ConversionSource source in sources)
            TellUndescribed(source, faults);
        ConversionSource first = sources[0];
        for (int index = 1; index < sources.Count; index++)
        {
            ConversionSource other = sources[index];
            foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.PatientID, Tags.StudyInstanceUID, Tags.FrameOfReferenceUID])
            {
                if (other.DataSet.GetString(tag) != first.DataSet.GetString(tag))
                    faults.Add($"Segmentation {index + 1}: {tag.Describe()} is '{other.DataSet.GetString(tag)}', but that of segmentation 1 is '{first.DataSet.GetString(tag)}'.");
            }

            if (first.Frames.Tiles is not null || other.Frames.Tiles is not null)
                continue;
            ImagePlane plane = first.Frames.Planes[0];
            ImagePlane its = other.Frames.Planes[0];
            if (!(its with { OriginMm = its.OriginMm - (plane.Normal * plane.DistanceMm(its)) }).HasGridOf(plane, 0.01))
                faults.Add($"Segmentation {index + 1} lies on another grid ({other.Frames.Columns} x {other.Frames.Rows}) than segmentation 1 ({first.Frames.Columns} x {first.Frames.Rows}). Bring both to one grid first.");
        }

        ConvertedTiles.CheckTogether(sources, conversion.Tiling, faults);
        ConversionException.ThrowIfAny(faults);
    }

    // What nothing describes could not be described anew; it is refused, not dropped.
    private static void TellUndescribed(ConversionSource source, List<string> faults)
    {
        HashSet<int> described = [.. source.DataSet.GetItems(Tags.SegmentSequence).Select(item => item.GetInt32(Tags.SegmentNumber) ?? -1)];
        foreach (int number in source.Frames.SegmentNumbers.Distinct().Where(number => number != 0 && !described.Contains(number)).Order())
            faults.Add($"Frames belong to segment {number}, which {Tags.SegmentSequence.Describe()} does not describe; it cannot be converted.");
    }

    // Foreign objects may number their frames by what they refer to alone.
    private static bool HasNumber(DataSet group) =>
        group.GetItem(Tags.FrameContentSequence) is { } content && (content.HasValue(Tags.InStackPositionNumber) || content.HasValue(Tags.TemporalPositionIndex));

    // Of several frames in a plane the first that refers to sources speaks for all.
    private static void ReadPlanes(ConversionSource source, int[] planeOfFrame, DataSet?[] planes)
    {
        for (int frame = 0; frame < planeOfFrame.Length; frame++)
        {
            DataSet? known = planes[planeOfFrame[frame]];
            if (known is null || (!known.HasValue(Tags.DerivationImageSequence) && source.FrameGroups[frame].HasValue(Tags.DerivationImageSequence)))
            {
                DataSet group = Without(source.FrameGroups[frame], Tags.SegmentIdentificationSequence);
                if (group.GetItem(Tags.FrameContentSequence) is { } content)
                    group.SetItems(Tags.FrameContentSequence, Without(content, Tags.DimensionIndexValues));
                if (!group.Contains(Tags.PlanePositionSequence) && source.SharedGroups?.Contains(Tags.PlanePositionSequence) == true)
                    group.CopyFrom(source.SharedGroups, Tags.PlanePositionSequence);
                if (!source.Frames.HasPatientCoordinates && !HasNumber(group))
                    FunctionalGroups.SetInStackPosition(group, planeOfFrame[frame] + 1);
                planes[planeOfFrame[frame]] = group;
            }
        }
    }
}
