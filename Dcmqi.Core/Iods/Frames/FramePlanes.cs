using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Reads the planes of frames from their functional groups, each of which may be shared or per frame (PS3.3 C.7.6.16.1).</summary>
internal sealed class FramePlanes(int rows, int columns, DataSet? shared)
{
    // What is outside is no length in a patient, and not to be computed with.
    private const double LargestMm = 1e9;
    private const double SmallestMm = 1e-9;

    private DataSet? _orientationItem;
    private DataSet? _measuresItem;
    private ImagePlane _plane;

    public static DicomFormatException Missing(int frame, Tag sequence, Tag attribute, object? found) => new(
        $"Frame {frame + 1}: {sequence.Describe()} / {attribute.Describe()} is {found ?? "missing"}, in its own and in the shared functional groups.",
        $"{Tag.FromValue(Tags.PerFrameFunctionalGroupsSequence)}[{frame + 1}]/{sequence}/{attribute}");

    public ImagePlane Read(DataSet frame, int index)
    {
        DataSet? orientation = FunctionalGroups.Find(frame, shared, Tags.PlaneOrientationSequence) ?? FunctionalGroups.Find(frame, shared, Tags.PlaneOrientationVolumeSequence);
        DataSet? measures = FunctionalGroups.Find(frame, shared, Tags.PixelMeasuresSequence);

        // Mostly all frames share both, so they are read once.
        if (_orientationItem is null || orientation != _orientationItem || measures != _measuresItem)
            ReadOrientation(orientation, measures, index);
        double[] origin = Position(frame, index);
        return _plane with { OriginMm = Vector(origin, 0) };
    }

    public double? SpacingBetweenSlicesMm(DataSet frame, List<string> warnings)
    {
        DataSet? measures = FunctionalGroups.Find(frame, shared, Tags.PixelMeasuresSequence);
        double? spacing = measures?.GetDouble(Tags.SpacingBetweenSlices);
        if (spacing is >= SmallestMm and <= LargestMm)
            return spacing;
        double? thickness = measures?.GetDouble(Tags.SliceThickness);
        if (thickness is not (>= SmallestMm and <= LargestMm))
            thickness = null;
        warnings.Add(thickness is not null
            ? $"{Tags.SpacingBetweenSlices.Describe()} is missing or no length; where positions do not tell, {Tags.SliceThickness.Describe()} is used."
            : $"{Tags.SpacingBetweenSlices.Describe()} and {Tags.SliceThickness.Describe()} are missing or no lengths; where positions do not tell, 1 mm is used.");
        return thickness;
    }

    private static Vector3d Vector(double[] values, int start) => new(values[start], values[start + 1], values[start + 2]);

    private static double[] Values(DataSet? group, Tag sequence, Tag attribute, int count, int frame)
    {
        double[] values = group?.GetDoubles(attribute) ?? [];
        return values.Length == count && values.All(double.IsFinite)
            ? values
            : throw Missing(frame, sequence, attribute, group is null || values.Length == 0 ? null : group.GetText(attribute));
    }

    private double[] Position(DataSet frame, int index)
    {
        DataSet? position = FunctionalGroups.Find(frame, shared, Tags.PlanePositionSequence);
        if (position is null && FunctionalGroups.Find(frame, shared, Tags.PlanePositionVolumeSequence) is { } volume)
        {
            // PS3.3 C.8.24.3.1: a volume of ultrasound may have coordinates of its own alone, in millimetres too.
            double[] inVolume = volume.GetDoubles(Tags.ImagePositionVolume);
            return inVolume.Length == 3 && inVolume.All(value => Math.Abs(value) <= LargestMm)
                ? inVolume
                : throw Missing(index, Tags.PlanePositionVolumeSequence, Tags.ImagePositionVolume, inVolume.Length == 0 ? null : string.Join('\\', inVolume));
        }

        double[] origin = Values(position, Tags.PlanePositionSequence, Tags.ImagePositionPatient, 3, index);
        if (!origin.All(value => Math.Abs(value) <= LargestMm))
            throw Missing(index, Tags.PlanePositionSequence, Tags.ImagePositionPatient, position!.GetText(Tags.ImagePositionPatient) + " (not in a patient)");
        return origin;
    }

    private void ReadOrientation(DataSet? orientation, DataSet? measures, int frame)
    {
        bool isOfVolume = orientation?.Contains(Tags.ImageOrientationVolume) == true && !orientation.Contains(Tags.ImageOrientationPatient);
        double[] cosines = isOfVolume
            ? orientation!.GetDoubles(Tags.ImageOrientationVolume)
            : Values(orientation, Tags.PlaneOrientationSequence, Tags.ImageOrientationPatient, 6, frame);
        if (cosines.Length != 6)
            throw Missing(frame, Tags.PlaneOrientationVolumeSequence, Tags.ImageOrientationVolume, string.Join('\\', cosines));
        double[] spacing = Values(measures, Tags.PixelMeasuresSequence, Tags.PixelSpacing, 2, frame);
        Vector3d row = Vector(cosines, 0);
        Vector3d column = Vector(cosines, 3);
        if (Math.Abs(row.Length - 1) > 0.01 || Math.Abs(column.Length - 1) > 0.01 || Math.Abs(row.Dot(column)) > 0.01)
            throw Missing(frame, Tags.PlaneOrientationSequence, Tags.ImageOrientationPatient, string.Join('\\', cosines) + " (not two perpendicular unit vectors)");
        if (!spacing.All(value => value is >= SmallestMm and <= LargestMm))
            throw Missing(frame, Tags.PixelMeasuresSequence, Tags.PixelSpacing, measures!.GetText(Tags.PixelSpacing) + " (not above 0, or no length in a patient)");

        _plane = new ImagePlane(default, row.Normalize(), column.Normalize(), spacing[1], spacing[0], columns, rows);
        (_orientationItem, _measuresItem) = (orientation, measures);
    }
}
