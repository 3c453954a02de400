using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Puts frames that have no place in the patient one behind the other: by the number in the stack or in time that they give, else by the source frames they refer to.</summary>
internal static class FrameNumbers
{
    /// <summary>Whether nothing says of any frame where in the patient it lies.</summary>
    public static bool Apply(DataSet dataSet, IReadOnlyList<DataSet> frames, DataSet? shared) =>
        !HasPlane(shared) && !frames.Any(HasPlane) && (!dataSet.HasValue(Tags.FrameOfReferenceUID) || IsNumberedMap(dataSet, frames));

    // PS3.3 A.75.3: a Parametric Map has a Frame of Reference in any case; one of its own where nothing lies in the patient.
    private static bool IsNumberedMap(DataSet dataSet, IReadOnlyList<DataSet> frames) =>
        dataSet.GetString(Tags.SOPClassUID) == Uids.ParametricMapStorage
        && (Content(frames, Tags.InStackPositionNumber) ?? Content(frames, Tags.TemporalPositionIndex)) is not null;

    /// <summary>One plane for each frame, on the grid of columns, rows and numbers.</summary>
    public static ImagePlane[] Planes(int rows, int columns, IReadOnlyList<DataSet> frames, DataSet? shared)
    {
        int[] numbers = Content(frames, Tags.InStackPositionNumber) ?? Content(frames, Tags.TemporalPositionIndex) ?? BySource(frames, shared);
        double[] spacing = FunctionalGroups.Find(frames[0], shared, Tags.PixelMeasuresSequence)?.GetDoubles(Tags.PixelSpacing) ?? [];
        if (spacing is not [> 0 and < 1e9, > 0 and < 1e9])
            spacing = [1, 1];
        return Array.ConvertAll(numbers, number => new ImagePlane(new Vector3d(0, 0, number), Vector3d.UnitX, Vector3d.UnitY, spacing[1], spacing[0], columns, rows));
    }

    /// <summary>Whether functional groups say where a frame lies.</summary>
    public static bool HasPlane(DataSet? groups) =>
        groups is not null && (groups.Contains(Tags.PlanePositionSequence) || groups.Contains(Tags.PlaneOrientationSequence) || groups.Contains(Tags.PlanePositionSlideSequence));

    // Numbers count from 1, slices from 0.
    private static int[]? Content(IReadOnlyList<DataSet> frames, Tag attribute)
    {
        var numbers = new int[frames.Count];
        for (int frame = 0; frame < numbers.Length; frame++)
        {
            if (frames[frame].GetItem(Tags.FrameContentSequence)?.GetInt32(attribute) is not (> 0 and < int.MaxValue and { } number))
                return null;
            numbers[frame] = number - 1;
        }

        return numbers;
    }

    private static int[] BySource(IReadOnlyList<DataSet> frames, DataSet? shared)
    {
        var instances = new Dictionary<string, int>();
        var keys = new (int Instance, int Number)[frames.Count];
        for (int frame = 0; frame < keys.Length; frame++)
        {
            DataSet? source = FunctionalGroups.Find(frames[frame], shared, Tags.DerivationImageSequence)?.GetItem(Tags.SourceImageSequence);
            string uid = source?.GetString(Tags.ReferencedSOPInstanceUID) ?? "";
            if (!instances.TryGetValue(uid, out int instance))
                instances.Add(uid, instance = instances.Count);
            keys[frame] = (instance, source?.GetInt32(Tags.ReferencedFrameNumber) ?? 0);
        }

        (int, int)[] places = [.. keys.Distinct().Order()];
        return Array.ConvertAll(keys, key => Array.BinarySearch(places, key));
    }
}
