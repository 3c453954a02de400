using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Where the planes of an RT Dose lie: Grid Frame Offset Vector (3004,000C), PS3.3 C.8.8.3.2.</summary>
internal sealed class GridFrameOffsets(SourceImage image, List<string> faults)
{
    // Decimal strings have 16 characters at most.
    private const double SameMm = 1e-3;

    /// <summary>How far each plane lies from the first along its normal, in millimetres; <see langword="null"/>, with a fault told, where nothing says it.</summary>
    public double[]? Of(ImagePlane first, int count)
    {
        string frames = $"{image.Name}: {Tags.NumberOfFrames.Describe()} is {count}, but ";
        if (!image.Header.HasValue(Tags.GridFrameOffsetVector))
            return Refuse(frames + $"neither functional groups nor {Tags.GridFrameOffsetVector.Describe()} say where frames after the first lie.");
        double[] values = image.Header.GetDoubles(Tags.GridFrameOffsetVector);
        if (values.Length != count)
            return Refuse(frames + $"{Tags.GridFrameOffsetVector.Describe()} has {values.Length} value{(values.Length == 1 ? "" : "s")}.");
        if (!values.All(double.IsFinite) || !IsMonotonic(values))
            return Refuse($"{image.Name}: {Tags.GridFrameOffsetVector.Describe()} neither rises nor falls from frame to frame, as PS3.3 C.8.8.3.2 asks; two frames would lie in one place.");
        if (IsRelative(values[0]) || IsPatientZ(values[0], first))
            return Array.ConvertAll(values, value => value - values[0]);
        return Refuse(string.Create(
            CultureInfo.InvariantCulture,
            $"{image.Name}: {Tags.GridFrameOffsetVector.Describe()} begins with {values[0]:0.####}; 0 (distances from the first plane) or {first.OriginMm.Z:0.####} (z of transverse planes with {Tags.ImageOrientationPatient.Describe()} 1\\0\\0\\0\\1\\0) was expected (PS3.3 C.8.8.3.2)."));
    }

    // Form (a): the first element is zero, and offsets count along row direction x column direction.
    private static bool IsRelative(double first) => first == 0;

    // Form (b): elements are z in the patient; that is along the normal, since rows and columns run along x and y.
    private static bool IsPatientZ(double value, ImagePlane first) =>
        Math.Abs(value - first.OriginMm.Z) <= SameMm
        && ImagePlane.AreClose(first.RowDirection, Vector3d.UnitX, ImagePlane.DirectionTolerance)
        && ImagePlane.AreClose(first.ColumnDirection, Vector3d.UnitY, ImagePlane.DirectionTolerance);

    private static bool IsMonotonic(double[] values)
    {
        bool rises = values[^1] > values[0];
        for (int index = 1; index < values.Length; index++)
        {
            if (!(rises ? values[index] > values[index - 1] : values[index] < values[index - 1]))
                return false;
        }

        return true;
    }

    private double[]? Refuse(string fault)
    {
        faults.Add(fault);
        return null;
    }
}
