using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Finds the frames of one image and the planes in which they lie.</summary>
internal sealed class SourceFrameReading(SourceImage image, List<string> faults)
{
    // Each frame takes memory, and must take a byte of the file at least; where the file's length is not known, more than these no one has.
    private const int MostFrames = 250_000;
    private const int FewFrames = 1024;

    /// <summary>Whether the header says anything of a plane in the patient.</summary>
    public static bool HasPlaneAttributes(SourceImage image) =>
        image.Header.HasValue(Tags.ImagePositionPatient) || image.Header.HasValue(Tags.ImageOrientationPatient)
        || HasPlaneGroups(image.SharedGroups)
        || (image.Header.GetItems(Tags.PerFrameFunctionalGroupsSequence) is [DataSet first, ..] && HasPlaneGroups(first));

    /// <summary>The frames by number; what is wrong is told, and frames are left out then.</summary>
    public IReadOnlyList<SourceFrame> Run(bool hasCoordinates)
    {
        try
        {
            IReadOnlyList<DataSet> groups = image.Header.GetItems(Tags.PerFrameFunctionalGroupsSequence);
            int count = Count(groups);
            if (count == 0)
                return [];
            if (!hasCoordinates)
                return Numbered(count, groups, _ => null);
            if (groups.Count > 0 || image.SharedGroups is not null)
                return OfGroups(count, groups);
            return OfHeader(count);
        }
        catch (Exception exception) when (exception is DicomFormatException or NotSupportedException)
        {
            faults.Add($"{image.Name}: {exception.Message}");
            return [];
        }
    }

    private static bool HasPlaneGroups(DataSet? groups) =>
        groups is not null
        && (groups.HasValue(Tags.PlanePositionSequence) || groups.HasValue(Tags.PlaneOrientationSequence)
            || groups.HasValue(Tags.PlanePositionVolumeSequence) || groups.HasValue(Tags.PlaneOrientationVolumeSequence));

    private int Count(IReadOnlyList<DataSet> groups)
    {
        int count = image.Header.GetInt32(Tags.NumberOfFrames) ?? Math.Max(1, groups.Count);
        if (groups.Count > 0 && groups.Count != count)
            faults.Add($"{image.Name}: {Tags.PerFrameFunctionalGroupsSequence.Describe()} has {Counted.Of(groups.Count, "item")}; {Tags.NumberOfFrames.Describe()} is {count}.");
        else if (count < 1)
            faults.Add($"{image.Name}: {Tags.NumberOfFrames.Describe()} is {count}; 1 or more was expected.");
        else if (groups.Count == 0 && count > Math.Max(FewFrames, image.FileLength ?? MostFrames))
            faults.Add($"{image.Name}: {Tags.NumberOfFrames.Describe()} is {count}{(image.FileLength is { } bytes ? $", but the file has {bytes} bytes" : $"; {MostFrames} are supported")}.");
        else
            return count;
        return 0;
    }

    private SourceFrame[] Numbered(int count, IReadOnlyList<DataSet> groups, Func<int, ImagePlane?> plane)
    {
        var frames = new SourceFrame[count];
        for (int index = 0; index < count; index++)
            frames[index] = new SourceFrame(image, index + 1, groups.Count == 0 ? null : groups[index], plane(index));
        return frames;
    }

    private SourceFrame[] OfGroups(int count, IReadOnlyList<DataSet> groups)
    {
        // PS3.3 C.7.6.16: Per-Frame Functional Groups Sequence is Type 1; what frames share puts all of them in one place.
        if (groups.Count == 0 && count > 1)
        {
            faults.Add($"{image.Name}: {Tags.NumberOfFrames.Describe()} is {count}, but {Tags.PerFrameFunctionalGroupsSequence.Describe()} is missing, so that nothing says where each frame lies.");
            return [];
        }

        var planes = new FramePlanes(image.Rows, image.Columns, image.SharedGroups);
        var none = new DataSet();
        return Numbered(count, groups, index => planes.Read(groups.Count == 0 ? none : groups[index], index));
    }

    private SourceFrame[] OfHeader(int count)
    {
        if (ReadPlane() is not { } plane)
            return [];
        if (count == 1)
            return [new SourceFrame(image, 1, null, plane)];

        return new GridFrameOffsets(image, faults).Of(plane, count) is { } offsets
            ? Numbered(count, [], index => plane with { OriginMm = plane.OriginMm + (plane.Normal * offsets[index]) })
            : [];
    }

    private ImagePlane? ReadPlane()
    {
        int before = faults.Count;
        double[] position = Numbers(Tags.ImagePositionPatient, 3);
        double[] orientation = Numbers(Tags.ImageOrientationPatient, 6);
        double[] spacing = Numbers(Tags.PixelSpacing, 2);
        if (faults.Count > before)
            return null;

        Vector3d row = new(orientation[0], orientation[1], orientation[2]);
        Vector3d column = new(orientation[3], orientation[4], orientation[5]);

        // PS3.3 C.7.6.2.1.1: the row and column direction cosines are unit vectors and perpendicular.
        if (Math.Abs(row.Length - 1) > 0.01 || Math.Abs(column.Length - 1) > 0.01 || Math.Abs(row.Dot(column)) > 0.01)
            faults.Add($"{image.Name}: {Tags.ImageOrientationPatient.Describe()} is {Shown(Tags.ImageOrientationPatient)}, not two perpendicular unit vectors.");
        if (spacing[0] <= 0 || spacing[1] <= 0)
            faults.Add($"{image.Name}: {Tags.PixelSpacing.Describe()} is {Shown(Tags.PixelSpacing)}; both values must be above 0.");
        if (faults.Count > before)
            return null;
        return new ImagePlane(
            new Vector3d(position[0], position[1], position[2]), row.Normalize(), column.Normalize(), spacing[1], spacing[0], image.Columns, image.Rows);
    }

    // A value may have any length, a message not.
    private string Shown(Tag tag) => image.Header.GetText(tag) is { Length: > 120 } text ? text[..120] + "..." : image.Header.GetText(tag) ?? "";

    private double[] Numbers(Tag tag, int count)
    {
        if (!image.Header.HasValue(tag))
        {
            faults.Add($"{image.Name}: {tag.Describe()} is missing.");
            return [];
        }

        try
        {
            double[] values = image.Header.GetDoubles(tag);
            if (values.Length == count && values.All(double.IsFinite))
                return values;
            faults.Add($"{image.Name}: {tag.Describe()} is {Shown(tag)}; {Counted.Of(count, "number", "is", "are")} expected.");
        }
        catch (DicomFormatException exception)
        {
            faults.Add($"{image.Name}: {exception.Message}");
        }

        return [];
    }
}
