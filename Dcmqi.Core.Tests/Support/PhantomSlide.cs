using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>One image of a slide made from nothing (VL Whole Slide Microscopy): the same file for the same parameters.</summary>
/// <param name="columns">Total Pixel Matrix Columns.</param>
/// <param name="rows">Total Pixel Matrix Rows.</param>
/// <param name="tileColumns">Columns of a tile.</param>
/// <param name="tileRows">Rows of a tile.</param>
internal sealed class PhantomSlide(int columns, int rows, int tileColumns, int tileRows)
{
    public const string SopClass = "1.2.840.10008.5.1.4.1.1.77.1.6";

    /// <summary>Whether all tiles are there in order (TILED_FULL), or each says where it lies.</summary>
    public bool IsFull { get; init; }

    /// <summary>VOLUME, LABEL, OVERVIEW or THUMBNAIL.</summary>
    public string Kind { get; init; } = "VOLUME";

    /// <summary>Distance of columns, then of rows.</summary>
    public (double Column, double Row) SpacingMm { get; init; } = (0.0005, 0.0005);

    /// <summary>Direction of a row, then of a column, on the slide; as scanners mostly have it if not given.</summary>
    public double[] Orientation { get; init; } = [0, -1, 0, -1, 0, 0];

    public (double X, double Y) OriginMm { get; init; } = (21.5, 43.25);

    /// <summary>Heights of the focal planes over the slide; they must be evenly spaced from 0 for <see cref="IsFull"/>.</summary>
    public double[] FocalPlanesUm { get; init; } = [0];

    public string[] OpticalPaths { get; init; } = ["1"];

    /// <summary>Different names give different patients, studies and series.</summary>
    public string Name { get; init; } = "slide";

    /// <summary>Which instance of the series, from 0.</summary>
    public int Instance { get; init; }

    /// <summary>Whether it has pixels; a large one does without.</summary>
    public bool HasPixels { get; init; } = true;

    /// <summary>Overrides or drops attributes of the finished image.</summary>
    public Action<PhantomDataSet>? Change { get; init; }

    public int Across => (columns + tileColumns - 1) / tileColumns;

    public int Down => (rows + tileRows - 1) / tileRows;

    public int FrameCount => Across * Down * FocalPlanesUm.Length * OpticalPaths.Length;

    public string SopInstanceUid => PhantomUid.Of(string.Create(CultureInfo.InvariantCulture, $"{Name} slide image {Instance}"));

    /// <summary>The number of a frame, from 1.</summary>
    public int FrameOf(int tileColumn, int tileRow, int focalPlane = 0, int opticalPath = 0) =>
        (((((opticalPath * FocalPlanesUm.Length) + focalPlane) * Down) + tileRow) * Across) + tileColumn + 1;

    public Stream Stream() => new MemoryStream(File());

    public byte[] File()
    {
        PhantomDataSet image = PhantomHeader.Of(Name, "SM", SopClass, SopInstanceUid, Instance + 1)
            .Text(0x00080008, "CS", $@"ORIGINAL\PRIMARY\{Kind}\NONE")
            .Text(0x00282110, "CS", "01").Text(0x00282112, "DS", "12.5").Text(0x00282114, "CS", "ISO_10918_1")
            .Text(0x00209311, "CS", IsFull ? "TILED_FULL" : "TILED_SPARSE")
            .Bytes(0x00480006, "UL", BitConverter.GetBytes((uint)columns))
            .Bytes(0x00480007, "UL", BitConverter.GetBytes((uint)rows))
            .Bytes(0x00480303, "UL", BitConverter.GetBytes((uint)FocalPlanesUm.Length))
            .Bytes(0x00480302, "UL", BitConverter.GetBytes((uint)OpticalPaths.Length))
            .Sequence(0x00480008, new PhantomDataSet().Decimals(0x0040072A, OriginMm.X).Decimals(0x0040073A, OriginMm.Y))
            .Decimals(0x00480102, Orientation)
            .Sequence(0x00480105, [.. OpticalPaths.Select(OpticalPath)])
            .Text(0x00280008, "IS", FrameCount.ToString(CultureInfo.InvariantCulture))
            .Sequence(0x52009229, Shared());
        SetSpecimen(image);
        if (!IsFull)
            image.Sequence(0x52009230, [.. PerFrame()]);
        SetPixels(image);
        Change?.Invoke(image);
        return image.ToPart10();
    }

    /// <summary>Where a pixel lies on the slide, worked out from what the image says of itself.</summary>
    public (double X, double Y) PlaceMm(int column, int row) => (
        OriginMm.X + (Orientation[0] * SpacingMm.Column * column) + (Orientation[3] * SpacingMm.Row * row),
        OriginMm.Y + (Orientation[1] * SpacingMm.Column * column) + (Orientation[4] * SpacingMm.Row * row));

    private static PhantomDataSet OpticalPath(string identifier) => new PhantomDataSet()
        .Text(0x00480106, "SH", identifier)
        .Text(0x00480107, "ST", "Light " + identifier)
        .Code(0x00220016, "111744", "DCM", "Brightfield illumination")
        .Code(0x00480108, "414298005", "SCT", "Full Spectrum");

    private static void SetSpecimen(PhantomDataSet image) => image
        .Text(0x00400512, "LO", "S-1")
        .Sequence(0x00400513)
        .Code(0x00400518, "433466003", "SCT", "Microscope slide")
        .Sequence(0x00400560, new PhantomDataSet()
            .Text(0x00400551, "LO", "S-1-A")
            .Text(0x00400554, "UI", PhantomUid.Of("specimen"))
            .Sequence(0x00400562)
            .Sequence(0x00400610));

    private PhantomDataSet Shared()
    {
        PhantomDataSet measures = new PhantomDataSet().Decimals(0x00280030, SpacingMm.Row, SpacingMm.Column).Decimals(0x00180050, 0.004);
        if (FocalPlanesUm.Length > 1)
            measures.Decimals(0x00180088, (FocalPlanesUm[1] - FocalPlanesUm[0]) / 1000);
        PhantomDataSet shared = new PhantomDataSet().Sequence(0x00289110, measures);
        if (OpticalPaths.Length == 1)
            shared.Sequence(0x00480207, new PhantomDataSet().Text(0x00480106, "SH", OpticalPaths[0]));
        return shared;
    }

    private IEnumerable<PhantomDataSet> PerFrame()
    {
        foreach (string path in OpticalPaths)
        {
            foreach (double height in FocalPlanesUm)
            {
                for (int tile = 0; tile < Across * Down; tile++)
                    yield return Tile(path, height, tile % Across * tileColumns, tile / Across * tileRows);
            }
        }
    }

    private PhantomDataSet Tile(string path, double heightUm, int column, int row)
    {
        (double x, double y) = PlaceMm(column, row);
        PhantomDataSet groups = new PhantomDataSet().Sequence(0x0048021A, new PhantomDataSet()
            .Decimals(0x0040072A, x)
            .Decimals(0x0040073A, y)
            .Decimals(0x0040074A, heightUm)
            .Bytes(0x0048021E, "SL", BitConverter.GetBytes(column + 1))
            .Bytes(0x0048021F, "SL", BitConverter.GetBytes(row + 1)));
        if (OpticalPaths.Length > 1)
            groups.Sequence(0x00480207, new PhantomDataSet().Text(0x00480106, "SH", path));
        return groups;
    }

    private void SetPixels(PhantomDataSet image)
    {
        image
            .Number(0x00280002, 3)
            .Text(0x00280004, "CS", "RGB")
            .Number(0x00280006, 0)
            .Number(0x00280010, (ushort)tileRows)
            .Number(0x00280011, (ushort)tileColumns)
            .Number(0x00280100, 8)
            .Number(0x00280101, 8)
            .Number(0x00280102, 7)
            .Number(0x00280103, 0);
        if (HasPixels)
            image.Bytes(0x7FE00010, "OB", new byte[((FrameCount * tileColumns * tileRows * 3) + 1) & ~1]);
        else
            image.Bytes(0xFFFCFFFC, "OB", new byte[(FrameCount + 1) & ~1]); // A file of fewer bytes than frames is refused.
    }
}
