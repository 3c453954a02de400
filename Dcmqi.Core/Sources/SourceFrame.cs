using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>One frame of a source image: where it lies, and what tells it apart from other frames in the same place. Its pixels are not read.</summary>
public sealed partial class SourceFrame
{
    private readonly DataSet? _groups;

    internal SourceFrame(SourceImage image, int number, DataSet? groups, ImagePlane? plane)
    {
        Image = image;
        Number = number;
        _groups = groups;
        Plane = plane;
    }

    /// <summary>Gets the image that it is a frame of.</summary>
    public SourceImage Image { get; }

    /// <summary>Gets its number in the image, from 1.</summary>
    public int Number { get; }

    /// <summary>Gets the Image Position (Patient) (0020,0032): the centre of the first pixel, LPS, in millimetres; <see langword="null"/> without patient coordinates.</summary>
    public Vector3d? PositionMm => Plane?.OriginMm;

    /// <summary>Gets the Stack ID (0020,9056): frames with the same orientation that belong together; <see langword="null"/> if it is not said.</summary>
    public string? StackId => Text(Tags.FrameContentSequence, Tags.StackID);

    /// <summary>Gets the Temporal Position Index (0020,9128) of a frame, Temporal Position Identifier (0020,0100) of a single-frame image: the point in time, from 1; <see langword="null"/> if it is not said.</summary>
    public int? TemporalPosition =>
        (int?)(Number64(Tags.FrameContentSequence, Tags.TemporalPositionIndex) ?? Number64(null, Tags.TemporalPositionIdentifier));

    /// <summary>Gets the Temporal Position Time Offset (0020,930D) in seconds, or Trigger Time (0018,1060) or Nominal Cardiac Trigger Delay Time (0020,9153) turned into seconds; <see langword="null"/> if none is said.</summary>
    public double? TimeOffsetSeconds =>
        Real(Tags.TemporalPositionSequence, Tags.TemporalPositionTimeOffset)
        ?? (Real(Tags.CardiacSynchronizationSequence, Tags.NominalCardiacTriggerDelayTime) ?? Real(null, Tags.TriggerTime)) / 1000;

    /// <summary>Gets the diffusion b-value (0018,9087) in s/mm²; <see langword="null"/> if it is not said.</summary>
    public double? DiffusionBValue => Real(Tags.MRDiffusionSequence, Tags.DiffusionBValue) ?? Real(null, Tags.DiffusionBValue);

    /// <summary>Gets the Effective Echo Time (0018,9082) or Echo Time (0018,0081) in milliseconds; <see langword="null"/> if it is not said.</summary>
    public double? EchoTimeMs => Real(Tags.MREchoSequence, Tags.EffectiveEchoTime) ?? Real(null, Tags.EchoTime);

    /// <summary>Gets the Frame Type (0008,9007) of a frame, Image Type (0008,0008) of a single-frame image, with backslashes; <see langword="null"/> if it is not said.</summary>
    public string? FrameType =>
        Text(Tags.MRImageFrameTypeSequence, Tags.FrameType)
        ?? Text(Tags.CTImageFrameTypeSequence, Tags.FrameType)
        ?? Text(Tags.PETFrameTypeSequence, Tags.FrameType)
        ?? Text(null, Tags.ImageType);

    internal ImagePlane? Plane { get; }

    /// <summary>What holds Image Position (Patient) in the source's own digits; <see langword="null"/> if nothing does.</summary>
    /// <remarks>PS3.3 C.8.8.3.2: the header of several frames without functional groups gives the place of the first alone.</remarks>
    internal DataSet? PositionItem => _groups is null && Number > 1 ? null : ItemWith(Tags.PlanePositionSequence, Tags.ImagePositionPatient);

    /// <summary>What holds Image Orientation (Patient) in the source's own digits; <see langword="null"/> if nothing does.</summary>
    internal DataSet? OrientationItem => ItemWith(Tags.PlaneOrientationSequence, Tags.ImageOrientationPatient);

    /// <summary>What holds Pixel Spacing in the source's own digits; <see langword="null"/> if nothing does.</summary>
    internal DataSet? MeasuresItem => ItemWith(Tags.PixelMeasuresSequence, Tags.PixelSpacing);

    /// <summary>Returns image, number and place.</summary>
    public override string ToString()
    {
        string place = PositionMm is { } position
            ? string.Create(CultureInfo.InvariantCulture, $" at ({position.X:0.##}, {position.Y:0.##}, {position.Z:0.##}) mm")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Image.Name}, frame {Number}{place}");
    }

    /// <summary>The item of a functional group, the frame's own or the shared one; <see langword="null"/> if neither has it.</summary>
    internal DataSet? Group(Tag sequence) =>
        _groups is null && Image.SharedGroups is null ? null : FunctionalGroups.Find(_groups ?? NoGroups, Image.SharedGroups, sequence);

    /// <summary>Returns an attribute as text, for any VR, with all its values.</summary>
    /// <param name="sequence">The functional group it stands in; <see langword="null"/> for one of a single-frame image, which legacy converted images keep among what is unassigned.</param>
    /// <param name="attribute">The attribute.</param>
    internal string? Text(Tag? sequence, Tag attribute)
    {
        if (Holder(sequence, attribute) is not { } holder || holder.Find(attribute) is not { } element)
            return null;
        return element.VR.IsText() ? holder.GetText(attribute) : string.Join('\\', Reals(holder, attribute).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>The first value of an attribute as a number; <see langword="null"/> if there is none or it is not a number.</summary>
    /// <inheritdoc cref="Text"/>
    internal double? Real(Tag? sequence, Tag attribute) =>
        Holder(sequence, attribute) is { } holder && Reals(holder, attribute) is [double first, ..] ? first : null;

    private static DataSet NoGroups { get; } = new();

    private static double[] Reals(DataSet holder, Tag attribute)
    {
        try
        {
            return holder.GetDoubles(attribute);
        }
        catch (DicomFormatException)
        {
            // What only tells frames apart is not worth refusing a file.
            return [];
        }
    }

    private long? Number64(Tag? sequence, Tag attribute) =>
        Real(sequence, attribute) is { } value && value == Math.Floor(value) && Math.Abs(value) < int.MaxValue ? (long)value : null;

    private DataSet? Holder(Tag? sequence, Tag attribute)
    {
        if (sequence is { } group)
            return Group(group) is { } item && item.HasValue(attribute) ? item : null;
        if (Image.Header.HasValue(attribute))
            return Image.Header;
        foreach (Tag unassigned in (ReadOnlySpan<Tag>)[Tags.UnassignedPerFrameConvertedAttributesSequence, Tags.UnassignedSharedConvertedAttributesSequence])
        {
            if (Group(unassigned) is { } item && item.HasValue(attribute))
                return item;
        }

        return null;
    }

    private DataSet? ItemWith(Tag sequence, Tag attribute)
    {
        DataSet? holder = Group(sequence) ?? (Image.SharedGroups is null && _groups is null ? Image.Header : null);
        return holder?.HasValue(attribute) == true ? holder : null;
    }
}
