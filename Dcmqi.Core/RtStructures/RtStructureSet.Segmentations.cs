using Dcmqi.RtStructures;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class RtStructureSet
{
    /// <summary>Makes a segmentation of the regions, on the grid of the images that they were drawn on: one segment for each region, in their order.</summary>
    /// <param name="source">The images, or those of one volume among them.</param>
    /// <param name="options">Which regions, what they mean, and how it is stored. Default: all regions, BINARY.</param>
    /// <param name="progress">Receives progress: regions, then frames.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The segmentation; its <see cref="CompositeInstance.Warnings"/> say which contours are not in it, and which regions could not be coded.</returns>
    /// <remarks>
    /// <para>What a segment is, is taken from <see cref="RtSegmentationOptions.Metadata"/>, else from <see cref="RtSegmentationOptions.Mapping"/>, else from the codes of the region, else from the RT ROI Interpreted Type where that says it (GTV, CTV, PTV, TREATED_VOLUME, IRRAD_VOLUME, EXTERNAL, BOLUS, BRACHY_...), else from the name, where <see cref="Terms.Search"/> knows it as it stands or AAPM TG-263 lists it. What none of these knows is Tissue, with a warning.</para>
    /// <para>Images at uneven distances have a frame for each image, and contours lie in the nearest of them.</para>
    /// <para>Tracking identifiers follow from structure set and region, so that they are the same each time.</para>
    /// </remarks>
    /// <exception cref="ConversionException">No region lies in the frame of reference of the images, or regions, images and options do not go together; every fault is listed.</exception>
    /// <exception cref="MetadataException">The metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ArgumentException">A region is not of this structure set.</exception>
    public Segmentation ToSegmentation(
        SourceImages source, RtSegmentationOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= RtSegmentationOptions.Default;
        IReadOnlyList<RtRoi> wanted = options.Rois ?? Rois;
        foreach (RtRoi roi in wanted)
            CheckIsOwn(roi);
        var warnings = new List<string>(Warnings);
        List<RtRoi> rois = InFrameOf(source, wanted, warnings);
        SegmentationMetadata series = (options.Metadata ?? new SegmentationMetadata { SeriesDescription = DefaultSeriesDescription() }) with { SegmentAttributes = [], SegmentAttributesFileMapping = [] };

        // PS3.3 C.8.20.2.3: what is covered is occupied, not probable.
        SegmentationOptions storage = options.Storage with { FractionalType = options.Storage.FractionalType ?? FractionalType.Occupancy };
        storage.Check();
        var builder = new SegmentationBuilder(source, series)
        {
            Options = storage,
            Authorship = options.Authorship,
            EmptySegments = options.EmptySegments,
        };
        RoiGrid grid = GridOf(source, builder);
        var coding = new RoiCoding(this, options.Metadata, options.Mapping, options.Authorship.Uids.Root, warnings);
        for (int index = 0; index < rois.Count; index++)
        {
            RtRoi roi = rois[index];
            LabelLayer layer = Layer(new RoiRasterizer(roi, grid, options.Gaps, cancellationToken), roi.Name.Length > 0 ? roi.Name : roi.Described);
            builder.AddLayer(layer, coding.AttributesOf(roi, index + 1, isWritten: layer.VoxelCounts.Count > 0 || options.EmptySegments == EmptyContent.Keep));
            progress?.Report(new ConversionProgress("Filling contours", index + 1, rois.Count));
        }

        coding.TellUncoded();
        return builder.WithWarnings(warnings).Build(progress, cancellationToken);

        LabelLayer Layer(RoiRasterizer rasterizer, string name)
        {
            if (storage.Encoding == SegmentationEncoding.Fractional)
            {
                RoiFractions fractions = rasterizer.RunFractions();
                LabelLayer layer = fractions.ToLayer(name, storage.MaximumFractionalValueOrDefault, cancellationToken);
                warnings.AddRange(fractions.Warnings);
                return layer;
            }

            RoiRuns runs = rasterizer.Run();
            warnings.AddRange(runs.Warnings);
            return runs.ToLayer(name, grid.Geometry);
        }
    }

    // Slices at uneven distances are no volume; their frames are written one by one.
    private static RoiGrid GridOf(SourceImages source, SegmentationBuilder builder)
    {
        try
        {
            return new RoiGrid(source.Geometry);
        }
        catch (ConversionException) when (UnevenGrid.Of(source) is { } frames)
        {
            builder.LayersAreOfFrames();
            return frames;
        }
    }

    private List<RtRoi> InFrameOf(SourceImages source, IReadOnlyList<RtRoi> wanted, List<string> warnings)
    {
        var rois = new List<RtRoi>();
        var faults = new List<string>();
        foreach (RtRoi roi in wanted)
        {
            if (OtherFrameOfReference(roi, source) is { } fault)
                faults.Add(fault);
            else
                rois.Add(roi);
        }

        if (rois.Count == 0)
            throw new ConversionException(faults.Count > 0 ? faults : ["There is no region of interest to convert."]);
        warnings.AddRange(faults.Select(fault => fault + " It is left out."));
        return rois;
    }

    // PS3.5 6.2: LO has 64 characters.
    private string? DefaultSeriesDescription()
    {
        string? text = DataSet.GetString(Dicom.Tags.SeriesDescription) ?? (Label.Length > 0 ? Label : null);
        return text?.Length > 64 ? text[..64] : text;
    }
}
