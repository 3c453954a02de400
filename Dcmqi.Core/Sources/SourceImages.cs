using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>The images that were segmented, mapped or measured: their headers, and their frames in order of position.</summary>
/// <remarks>
/// <para>What is derived from them takes patient, study and frame of reference from their first image, and refers to their frames.</para>
/// <para>Nothing changes once they are loaded: one object may be used from several threads at once, also for reading pixels. A stream that they came from must not be used by others meanwhile.</para>
/// <para>Frames of several times, b-values or echoes lie in the same places. All of them are referred to, unless one volume is chosen: by <see cref="Volumes"/> or <see cref="Select"/>.</para>
/// </remarks>
public sealed partial class SourceImages
{
    private readonly IReadOnlyList<string> _warnings;

    // Found on first need; every thread finds the same.
    private volatile VolumeGeometry? _geometry;
    private volatile IReadOnlyList<SourceImages>? _volumes;

    private SourceImages(IReadOnlyList<SourceFrame> frames, IReadOnlyList<string> faults, IReadOnlyList<string> warnings, string description = "")
    {
        Frames = frames;
        Faults = faults;
        _warnings = warnings;
        Description = description;
        Images = [.. frames.Select(frame => frame.Image).Distinct()];
        Header = Images.Count > 0 ? Images[0].Header : new DataSet();
    }

    private SourceImages(CompositeContext context)
        : this([], [], context.Warnings)
    {
        Context = context;
        Header = context.ToHeader();
    }

    /// <summary>Gets the images that the frames are of, in order of their first frames.</summary>
    public IReadOnlyList<SourceImage> Images { get; }

    /// <summary>Gets the frames: those of one stack together, in order of position along the normal of their planes (row direction x column direction), then of time. Without patient coordinates, in order of Instance Number and frame number.</summary>
    public IReadOnlyList<SourceFrame> Frames { get; }

    /// <summary>Gets what was tolerated while reading: files and images left out, several series, images that contradict each other, positions that occur twice.</summary>
    public IReadOnlyList<string> Warnings => [.. Faults.Select(fault => fault + " Set SourceRepair.Reject to stop instead."), .. _warnings];

    /// <summary>Gets what was chosen from a larger set, such as <c>b-value 800</c>; empty if nothing was.</summary>
    public string Description { get; }

    /// <summary>Gets the Series Instance UID (0020,000E) of the series; of the first where there are several.</summary>
    public string SeriesInstanceUid => Header.GetString(Tags.SeriesInstanceUID) ?? "";

    /// <summary>Gets the Study Instance UID (0020,000D) of the series; of the first where there are several.</summary>
    public string StudyInstanceUid => Header.GetString(Tags.StudyInstanceUID) ?? "";

    /// <summary>Gets the Modality (0008,0060) of the series, such as <c>CT</c>; of the first where there are several.</summary>
    public string Modality => Header.GetString(Tags.Modality) ?? "";

    /// <summary>Gets the Frame of Reference UID (0020,0052), in which the positions of frames are; <see langword="null"/> if the images have none.</summary>
    public string? FrameOfReferenceUid => Header.GetString(Tags.FrameOfReferenceUID);

    /// <summary>Gets whether the frames lie in the patient. Projections, photographs and most ultrasound do not: there, places are columns and rows, and frames have numbers only.</summary>
    public bool HasPatientCoordinates => Frames.Count == 0 || Frames[0].Plane is not null;

    /// <summary>Gets what was given in place of images (<see cref="None"/>); <see langword="null"/> if there are images.</summary>
    public CompositeContext? Context { get; }

    /// <summary>Whose patient, study and frame of reference all that is derived takes over.</summary>
    internal DataSet Header { get; }

    /// <summary>What the images do wrong, a sentence each; <see cref="SourceRepair.Reject"/> refuses them.</summary>
    internal IReadOnlyList<string> Faults { get; }

    internal string HeaderName => Images.Count > 0 ? Images[0].Name : CompositeContext.DescribedAs;

    /// <summary>Gets the volumes that the frames make, each a set of its own in which no position occurs twice: one for each stack, point in time, b-value, echo and so on. One for a plain series.</summary>
    /// <remarks>Where nothing in the headers tells frames in one place apart, they are counted, if there are as many in every place; otherwise they stay together.</remarks>
    public IReadOnlyList<SourceImages> Volumes => _volumes ??=
        Frames.Count == 0 ? [] : [.. SourceVolumes.Split(Frames).Select(volume => new SourceImages(volume.Frames, Faults, _warnings, Joined(Description, volume.Description)))];

    /// <summary>No images at all: what is made lies where its volume lies, and refers to nothing.</summary>
    /// <param name="context">Patient, study, frame of reference and equipment.</param>
    public static SourceImages None(CompositeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SourceImages(context);
    }

    /// <summary>Gets the grid of the frames as a volume: columns, rows, positions; LPS, millimetres. Frames of several times and the like share it. Without patient coordinates, the grid of <see cref="PixelGrid"/>.</summary>
    /// <exception cref="ConversionException">There are no images, the positions are not evenly spaced, the frames are of several stacks, or some but not all positions occur more than once, so that no grid holds all frames.</exception>
    public VolumeGeometry Geometry => _geometry ??= HasPatientCoordinates ? GridInPatient() : PixelGrid;

    /// <summary>Gets the columns, rows and frames as a grid of no place: voxel (0, 0, 0) is the first pixel of the first frame, axes are x, y and z; spacing is that of the pixels where Pixel Spacing (0028,0030) or Imager Pixel Spacing (0018,1164) gives it, else 1, and 1 between frames.</summary>
    public VolumeGeometry PixelGrid
    {
        get
        {
            RequireFrames();
            SourceImage image = Frames[0].Image;
            (double column, double row) = PixelSpacing.Of(Frames[0]) ?? (1, 1);
            try
            {
                return new VolumeGeometry(new VolumeSize(image.Columns, image.Rows, Frames.Count), default, new Vector3d(column, row, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
            }
            catch (ArgumentException exception)
            {
                throw new ConversionException($"The pixels of {Frames[0]} make no grid: {exception.Message}");
            }
        }
    }

    /// <summary>Some of the frames, such as those of one point in time: <c>source.Select(frame => frame.DiffusionBValue == 800)</c>.</summary>
    /// <param name="isWanted">Returns <see langword="true"/> for each frame to keep.</param>
    /// <exception cref="ConversionException">No frame is wanted.</exception>
    public SourceImages Select(Func<SourceFrame, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        SourceFrame[] frames = [.. Frames.Where(isWanted)];
        return frames.Length > 0 ? new SourceImages(frames, Faults, _warnings, Description) : throw new ConversionException($"None of the {Counted.Of(Frames.Count, "frame")} of {this} was chosen.");
    }

    /// <summary>Returns number of images and frames, modality, size, and what was chosen.</summary>
    public override string ToString()
    {
        if (Context is not null)
            return $"SourceImages: none, {Context}";
        string frames = Frames.Count == Images.Count && Images.All(image => image.Frames.Count == 1)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" with {Frames.Count} frame{(Frames.Count == 1 ? "" : "s")}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SourceImages: {Images.Count} {Modality} image{(Images.Count == 1 ? "" : "s")}{frames}, {Images[0].Columns} x {Images[0].Rows}{(Description.Length == 0 ? "" : ", " + Description)}");
    }

    private static string Joined(string first, string second) => first.Length == 0 || second.Length == 0 ? first + second : $"{first}, {second}";

    private void RequireFrames()
    {
        if (Frames.Count == 0)
            throw new ConversionException("There are no source images, so there is no grid of theirs; the volume has its own.");
    }

    private VolumeGeometry GridInPatient()
    {
        RequireFrames();
        ImagePlane first = Frames[0].Plane!.Value;
        bool isMultiFrame = Images.Any(image => image.Frames.Count > 1);
        string items = $"{Frames.Count} {(isMultiFrame ? "frames" : "images")}";
        if (Frames.FirstOrDefault(frame => !frame.Plane!.Value.IsLike(first)) is { } other)
            throw new ConversionException($"The {items} lie on {FrameGrids.Stacks(Frames).Count} grids ({other} differs from {Frames[0]} in orientation, size or pixel spacing). Choose one of the Volumes, or frames by Select.");

        PlaneStack stack = PlaneStack.Of([.. Frames.Select(frame => frame.Plane!.Value)], PixelSpacing.BetweenSlices(Frames[0]));
        int[] counts = new int[stack.Positions.Count];
        foreach (int position in stack.PositionOfPlane)
            counts[position]++;
        if (counts.Any(count => count != counts[0]))
        {
            throw new ConversionException(
                $"The {items} lie at {Counted.Of(stack.Positions.Count, "position")}, so they are not one volume. Load the images of one volume only, or choose one of the Volumes; see Warnings for the positions that occur twice.");
        }

        return stack.Geometry(fillGaps: false);
    }
}
