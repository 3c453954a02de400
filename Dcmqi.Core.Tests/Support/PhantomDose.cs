using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>An RT Dose made from nothing: one multi-frame image whose planes are told apart by Grid Frame Offset Vector alone.</summary>
/// <param name="geometry">Columns, rows and planes; planes along the third direction.</param>
internal sealed class PhantomDose(VolumeGeometry geometry)
{
    /// <summary>Grid Frame Offset Vector; distances from the first plane if not given.</summary>
    public double[]? Offsets { get; init; }

    /// <summary>Overrides or drops attributes of the finished image.</summary>
    public Action<PhantomDataSet>? Change { get; init; }

    public static string SopInstanceUid => PhantomUid.Of("dose image");

    public Stream Stream() => new MemoryStream(File());

    public byte[] File()
    {
        VolumeSize size = geometry.Size;
        double[] offsets = Offsets ?? [.. Enumerable.Range(0, size.Z).Select(plane => plane * geometry.SpacingMm.Z)];
        PhantomDataSet image = PhantomHeader.Of("dose", "RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2", SopInstanceUid, 1)
            .Text(0x00280008, "IS", size.Z.ToString(CultureInfo.InvariantCulture))
            .Bytes(0x00280009, "AT", [0x04, 0x30, 0x0C, 0x00])
            .Decimals(0x00200032, geometry.OriginMm.X, geometry.OriginMm.Y, geometry.OriginMm.Z)
            .Decimals(0x00200037, geometry.DirectionX.X, geometry.DirectionX.Y, geometry.DirectionX.Z, geometry.DirectionY.X, geometry.DirectionY.Y, geometry.DirectionY.Z)
            .Decimals(0x00280030, geometry.SpacingMm.Y, geometry.SpacingMm.X)
            .Text(0x00180050, "DS", "")
            .Text(0x30040002, "CS", "GY")
            .Text(0x30040004, "CS", "PHYSICAL")
            .Text(0x3004000A, "CS", "PLAN")
            .Decimals(0x3004000C, offsets)
            .Text(0x3004000E, "DS", "0.001");
        PhantomHeader.SetPixels(image, size.X, size.Y, new short[size.VoxelCount]);
        image.Number(0x00280103, 0);
        Change?.Invoke(image);
        return image.ToPart10();
    }
}
