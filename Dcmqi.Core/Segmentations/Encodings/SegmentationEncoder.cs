using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>Turns content into the data set of one Segmentation Type. What all types share is said here, what tells them apart in one class each.</summary>
internal abstract class SegmentationEncoder(SegmentationContent content)
{
    protected SegmentationContent Content { get; } = content;

    public abstract string SopClassUid { get; }

    /// <summary>Segmentation Type (0062,0001).</summary>
    protected abstract string SegmentationType { get; }

    /// <summary>Segments Overlap (0062,0013), found out, not assumed.</summary>
    protected abstract SegmentsOverlap SegmentsOverlap { get; }

    /// <summary>Whether a frame is of one segment, which then is the most significant dimension.</summary>
    protected virtual bool HasFramesOfSegments => true;

    /// <summary>The encoder for an encoding.</summary>
    public static SegmentationEncoder Of(SegmentationContent content, SegmentationOptions options) => options.Encoding switch
    {
        SegmentationEncoding.Binary => new BinaryEncoder(content),
        SegmentationEncoding.LabelMap => new LabelMapEncoder(content, options.LabelMapBitDepth, options.LabelMapColorModel),
        SegmentationEncoding.Fractional => new FractionalEncoder(content, options.FractionalTypeOrDefault, options.MaximumFractionalValueOrDefault),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Encoding, "The encoding is Binary, LabelMap or Fractional."),
    };

    /// <summary>Adds what keeps the content from this encoding.</summary>
    public virtual void Check(List<string> faults)
    {
    }

    /// <summary>The finished data set; its Pixel Data is made as it is written.</summary>
    /// <param name="emptyFrames">Whether frames without a pixel are written.</param>
    /// <param name="largeObjects">Whether more pixels than native Pixel Data can hold are refused.</param>
    /// <param name="uids">Makes the Dimension Organization UID.</param>
    /// <param name="progress">Receives progress: frames.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The object would be too large.</exception>
    public DataSet Encode(EmptyContent emptyFrames, LargeObjects largeObjects, UidGenerator uids, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        // PS3.3 C.7.6.17.3: TILED_FULL has all tiles, whether something is in them or not.
        List<PlannedFrame> frames = Plan(Content.Tiling == SlideTiling.Full ? EmptyContent.Keep : emptyFrames);
        BulkValue pixels = Pixels(frames);
        if (largeObjects == LargeObjects.Refuse && TranscodedFile.SizeFault(pixels.Length, frames.Count, Content.Rows, Content.Columns) is { } fault)
            throw new ConversionException(fault + " Take the encoding LabelMap, which has one frame for each position, or fewer segments; or allow large objects (LargeObjects.Allow) and save as a concatenation or compressed frame by frame.");

        DataSet dataSet = Content.Common;
        dataSet.Set(Tags.SOPClassUID, SopClassUid);
        dataSet.Set(Tags.SegmentationType, SegmentationType);
        dataSet.Set(Tags.SegmentsOverlap, SegmentsOverlap.ToString().ToUpperInvariant());
        dataSet.Set(Tags.SamplesPerPixel, 1);
        dataSet.Set(Tags.NumberOfFrames, frames.Count);
        dataSet.Set(Tags.Rows, Content.Rows);
        dataSet.Set(Tags.Columns, Content.Columns);
        dataSet.Set(Tags.PixelRepresentation, 0);
        SetImage(dataSet, frames);
        dataSet.SetItems(Tags.SegmentSequence, [.. SegmentItems(frames)]);
        DimensionIndex.Set(dataSet, uids.Next(), Dimensions());
        DataSet shared = Content.SharedGroups;

        // What every frame is of needs to be said once only, and the frames of TILED_FULL have no other place for it.
        if (Content.Tiling == SlideTiling.Full && HasFramesOfSegments && Content.Segments.Count == 1)
            shared.Put(FunctionalGroups.SegmentIdentification(Content.Segments[0].Number));
        dataSet.SetItems(Tags.SharedFunctionalGroupsSequence, shared);
        SetFrameGroups(dataSet, frames, progress, cancellationToken);
        dataSet.SetBulk(Tags.PixelData, PixelDataVR, pixels);
        return dataSet;
    }

    /// <summary>The frames in order of their dimension index values (PS3.3 C.7.6.17).</summary>
    protected abstract List<PlannedFrame> Plan(EmptyContent emptyFrames);

    /// <summary>Native Pixel Data of the frames.</summary>
    protected abstract BulkValue Pixels(List<PlannedFrame> frames);

    /// <summary>PS3.5 A.2: OB for at most 8 bits allocated, else OW.</summary>
    protected virtual VR PixelDataVR => VR.OB;

    /// <summary>Sets what of the Image Pixel and Segmentation Image Modules this encoding decides.</summary>
    protected abstract void SetImage(DataSet dataSet, List<PlannedFrame> frames);

    /// <summary>The items of the Segment Sequence.</summary>
    protected virtual IEnumerable<DataSet> SegmentItems(List<PlannedFrame> frames) => Content.Segments.Select(segment => segment.Item);

    protected static void SetBits(DataSet dataSet, int allocated)
    {
        dataSet.Set(Tags.BitsAllocated, allocated);
        dataSet.Set(Tags.BitsStored, allocated);
        dataSet.Set(Tags.HighBit, allocated - 1);
    }

    /// <summary>One frame for each segment and plane that it is in; by segment, then by position.</summary>
    protected List<PlannedFrame> PlanPerSegment(EmptyContent emptyFrames)
    {
        var frames = new List<PlannedFrame>();
        for (int segment = 0; segment < Content.Segments.Count; segment++)
        {
            if (emptyFrames == EmptyContent.Keep)
            {
                for (int plane = 0; plane < Content.PlaneGroups.Count; plane++)
                    frames.Add(new PlannedFrame(segment, plane));
                continue;
            }

            foreach (int plane in Content.Segments[segment].Planes)
                frames.Add(new PlannedFrame(segment, plane));
        }

        // PS3.3 C.7.6.6: Number of Frames is 1 or more; where segments are kept although they are empty, one frame has to be, too.
        if (frames.Count == 0)
            frames.Add(new PlannedFrame(0, 0));
        return frames;
    }

    private void SetFrameGroups(DataSet dataSet, List<PlannedFrame> frames, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (Content.Tiling is { } tiling)
            dataSet.Set(Tags.DimensionOrganizationType, tiling == SlideTiling.Full ? "TILED_FULL" : "TILED_SPARSE");
        if (Content.Tiling != SlideTiling.Full)
            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, FrameGroups(frames, progress, cancellationToken));
    }

    private IReadOnlyList<DataSet> FrameGroups(List<PlannedFrame> frames, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        // Index values count over the finished object: what no frame has, has no index.
        int[] segmentRanks = PlaneDimension.Ranks(frames.Select(frame => frame.Segment + 1), Content.Segments.Count + 1);
        int[][] planeRanks = [.. Content.PlaneDimensions.Select(dimension => PlaneDimension.Ranks(frames.Select(frame => dimension.IndexOfPlane[frame.Plane]), dimension.IndexOfPlane.Max() + 1))];
        DataElement[] identifications = [.. Content.Segments.Select(segment => FunctionalGroups.SegmentIdentification(segment.Number))];

        // Tiles are many: what is said of them is made when it is asked for.
        if (Content.Tiling is not null)
            return new GeneratedItems(frames.Count, FrameGroup);
        var groups = new DataSet[frames.Count];
        for (int index = 0; index < groups.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            groups[index] = FrameGroup(index);
            if ((index & 0x3FF) == 0x3FF || index == groups.Length - 1)
                progress?.Report(new ConversionProgress("Composing frames", index + 1, groups.Length));
        }

        return groups;

        DataSet FrameGroup(int index)
        {
            (int segment, int plane) = frames[index];
            var group = new DataSet();
            foreach (DataElement element in Content.PlaneGroups[plane].Elements)
                group.Put(element);
            IEnumerable<int> indexValues = Content.PlaneDimensions.Select((dimension, number) => planeRanks[number][dimension.IndexOfPlane[plane]]);
            FunctionalGroups.SetFrameContent(group, [.. HasFramesOfSegments ? indexValues.Prepend(segmentRanks[segment + 1]) : indexValues]);
            if (segment >= 0)
                group.Put(identifications[segment]);
            return group;
        }
    }

    private (Tag Attribute, Tag FunctionalGroup)[] Dimensions()
    {
        IEnumerable<(Tag, Tag)> ofPlanes = Content.PlaneDimensions.Select(dimension => (dimension.Attribute, dimension.FunctionalGroup));
        return [.. HasFramesOfSegments ? ofPlanes.Prepend((Tags.ReferencedSegmentNumber, Tags.SegmentIdentificationSequence)) : ofPlanes];
    }
}
