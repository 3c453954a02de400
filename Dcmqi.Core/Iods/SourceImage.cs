using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>The header of one single-frame DICOM image. Its pixels are not read.</summary>
public sealed class SourceImage
{
    internal SourceImage(string name, DataSet header)
    {
        Name = name;
        Header = header;
        SopClassUid = header.GetString(Tags.SOPClassUID) ?? "";
        SopInstanceUid = header.GetString(Tags.SOPInstanceUID) ?? "";
        SeriesInstanceUid = header.GetString(Tags.SeriesInstanceUID) ?? "";
        StudyInstanceUid = header.GetString(Tags.StudyInstanceUID) ?? "";
    }

    /// <summary>The file name without its folder, or <c>stream 1</c> and so on for streams.</summary>
    public string Name { get; }

    /// <summary>SOP Class UID (0008,0016).</summary>
    public string SopClassUid { get; }

    /// <summary>SOP Instance UID (0008,0018).</summary>
    public string SopInstanceUid { get; }

    /// <summary>Series Instance UID (0020,000E).</summary>
    public string SeriesInstanceUid { get; }

    /// <summary>Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid { get; }

    /// <summary>Rows (0028,0010).</summary>
    public int Rows => Plane.Rows;

    /// <summary>Columns (0028,0011).</summary>
    public int Columns => Plane.Columns;

    /// <summary>Image Position (Patient) (0020,0032): the centre of the first pixel, LPS, in millimetres.</summary>
    public Vector3d PositionMm => Plane.OriginMm;

    internal DataSet Header { get; }

    internal ImagePlane Plane { get; private set; }

    /// <summary>Name, image type and position.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Name}: {Uids.NameOf(SopClassUid)}, {Columns} x {Rows}, at ({PositionMm.X:0.##}, {PositionMm.Y:0.##}, {PositionMm.Z:0.##}) mm");

    /// <summary>Reads the image plane; adds to <paramref name="faults"/> what keeps it from being one.</summary>
    internal void ReadPlane(List<string> faults)
    {
        int before = faults.Count;
        double[] position = Numbers(Tags.ImagePositionPatient, 3, faults);
        double[] orientation = Numbers(Tags.ImageOrientationPatient, 6, faults);
        double[] spacing = Numbers(Tags.PixelSpacing, 2, faults);
        int rows = Dimension(Tags.Rows, faults);
        int columns = Dimension(Tags.Columns, faults);
        if (faults.Count > before)
            return;

        Vector3d row = new(orientation[0], orientation[1], orientation[2]);
        Vector3d column = new(orientation[3], orientation[4], orientation[5]);

        // PS3.3 C.7.6.2.1.1: the row and column direction cosines are unit vectors and perpendicular.
        if (Math.Abs(row.Length - 1) > 0.01 || Math.Abs(column.Length - 1) > 0.01 || Math.Abs(row.Dot(column)) > 0.01)
            faults.Add($"{Name}: {Tags.ImageOrientationPatient.Describe()} is {Header.GetText(Tags.ImageOrientationPatient)}, not two perpendicular unit vectors.");
        if (spacing[0] <= 0 || spacing[1] <= 0)
            faults.Add($"{Name}: {Tags.PixelSpacing.Describe()} is {Header.GetText(Tags.PixelSpacing)}; both values must be above 0.");
        if (faults.Count > before)
            return;

        Plane = new ImagePlane(
            new Vector3d(position[0], position[1], position[2]), row.Normalize(), column.Normalize(), spacing[1], spacing[0], columns, rows);
    }

    private double[] Numbers(Tag tag, int count, List<string> faults)
    {
        if (!Header.HasValue(tag))
        {
            faults.Add($"{Name}: {tag.Describe()} is missing.");
            return [];
        }

        try
        {
            double[] values = Header.GetDoubles(tag);
            if (values.Length == count && values.All(double.IsFinite))
                return values;
            faults.Add($"{Name}: {tag.Describe()} is {Header.GetText(tag)}; {count} numbers are expected.");
        }
        catch (DicomFormatException exception)
        {
            faults.Add($"{Name}: {exception.Message}");
        }

        return [];
    }

    private int Dimension(Tag tag, List<string> faults)
    {
        int? value = Header.GetInt32(tag);
        if (value is > 0 and <= 65535)
            return value.Value;
        faults.Add($"{Name}: {tag.Describe()} is {(value is null ? "missing" : value)}.");
        return 0;
    }
}
