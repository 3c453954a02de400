using Dcmqi.Dicom;

namespace Dcmqi.Tests.Support;

/// <summary>Volumes of measured values and the metadata that goes with them.</summary>
internal static class Maps
{
    public static CodedConcept Ktrans { get; } = new("126312", "DCM", "Ktrans");

    public static ParametricMapMetadata Adc { get; } = new()
    {
        SeriesDescription = "Apparent Diffusion Coefficient",
        SeriesNumber = "701",
        InstanceNumber = "1",
        Quantity = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
        Unit = new CodedConcept("um2/s", "UCUM", "um2/s"),
        MeasurementMethod = new CodedConcept("113250", "DCM", "Mono-exponential diffusion model"),
        ModelFittingMethod = new CodedConcept("113260", "DCM", "Log of ratio of two samples"),
        Derivation = new CodedConcept("113041", "DCM", "Apparent Diffusion Coefficient"),
        DerivationDescription = "Two b-values",
        SourceImageDiffusionBValues = [0, 1400.5],
        AnatomicRegion = new CodedConcept("41216001", "SCT", "Prostate"),
        FrameLaterality = FrameLaterality.Left,
    };

    public static ParametricMapMetadata Transfer { get; } = new()
    {
        Quantity = Ktrans,
        Unit = new CodedConcept("/min", "UCUM", "/min"),
        Derivation = Ktrans,
    };

    /// <summary>Random values of both signs, over many magnitudes.</summary>
    public static Volume<float> Float(VolumeGeometry geometry, int seed) => new(geometry, [.. Values(geometry, seed).Select(value => (float)value)]) { Name = "map.nrrd" };

    public static Volume<double> Double(VolumeGeometry geometry, int seed) => new(geometry, [.. Values(geometry, seed)]) { Name = "map.nrrd" };

    public static IEnumerable<double> Values(VolumeGeometry geometry, int seed)
    {
        var random = new Random(seed);
        for (long index = 0; index < geometry.Size.VoxelCount; index++)
            yield return (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-4, 5));
    }

    public static ParametricMap Reopened(ParametricMap map, PixelCompression compression = PixelCompression.None)
    {
        var stream = new MemoryStream();
        map.Save(stream, new() { Compression = compression });
        stream.Position = 0;
        return ParametricMap.Open(stream);
    }

    /// <summary>A map whose data set a test changes before it is written: what another writer may have made.</summary>
    public static ParametricMap Changed(ParametricMap map, Action<DataSet> change)
    {
        DataSet dataSet = map.DataSet.Clone();
        change(dataSet);
        var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return ParametricMap.Open(stream);
    }

    /// <summary>Whether both hold the same bits: also of numbers that are none.</summary>
    public static bool SameBits<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(left).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(right));
}
