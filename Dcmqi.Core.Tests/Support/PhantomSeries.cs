using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>A series of single-frame images made from nothing: the same files for the same parameters.</summary>
/// <param name="geometry">Columns, rows and slices and where they lie; slices along the third direction.</param>
internal sealed class PhantomSeries(VolumeGeometry geometry)
{
    /// <summary>CT, MR or PT.</summary>
    public string Modality { get; init; } = "CT";

    /// <summary>Different names give different patients, studies and series.</summary>
    public string Name { get; init; } = "phantom";

    /// <summary>The stored values of one slice, row by row; all 0 if not given.</summary>
    public Func<int, short[]>? Pixels { get; init; }

    /// <summary>Overrides or drops attributes of one slice before it is written; the slice counts from 0.</summary>
    public Action<int, PhantomDataSet>? Change { get; init; }

    /// <summary>The file of one slice.</summary>
    public byte[] File(int slice)
    {
        PhantomDataSet image = Image(slice);
        Change?.Invoke(slice, image);
        return image.ToPart10();
    }

    /// <summary>All files, as streams in order of position.</summary>
    public IEnumerable<Stream> Streams() => Enumerable.Range(0, geometry.Size.Z).Select(slice => new MemoryStream(File(slice)));

    /// <summary>Writes all files into a folder, which is made where it is missing; names do not follow positions.</summary>
    /// <returns>The paths in order of position.</returns>
    public string[] Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var paths = new string[geometry.Size.Z];
        for (int slice = 0; slice < paths.Length; slice++)
        {
            // As in the field: file names say nothing of positions (37 has no factor in common with common slice counts).
            paths[slice] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"IM{(slice * 37L + 11) % paths.Length:0000}{slice:0000}.dcm"));
            System.IO.File.WriteAllBytes(paths[slice], File(slice));
        }

        return paths;
    }

    private PhantomDataSet Image(int slice)
    {
        PhantomDataSet image = new PhantomDataSet()
            .Text(0x00080005, "CS", "ISO_IR 192")
            .Text(0x00080008, "CS", @"ORIGINAL\PRIMARY" + (Modality == "CT" ? @"\AXIAL" : Modality == "MR" ? @"\OTHER" : ""))
            .Text(0x00080016, "UI", SopClass)
            .Text(0x00080018, "UI", PhantomUid.Of(string.Create(CultureInfo.InvariantCulture, $"{Name} image {slice}")))
            .Text(0x00080020, "DA", "20240229")
            .Text(0x00080021, "DA", "20240229")
            .Text(0x00080023, "DA", "20240229")
            .Text(0x00080030, "TM", "101500")
            .Text(0x00080031, "TM", "101600")
            .Text(0x00080033, "TM", "101700")
            .Text(0x00080050, "SH", "A100")
            .Text(0x00080060, "CS", Modality)
            .Text(0x00080070, "LO", "Phantom Works")
            .Text(0x00080090, "PN", "Referrer^Ruth")
            .Text(0x0008103E, "LO", Name)
            .Text(0x00100010, "PN", "Phantom^Paula")
            .Text(0x00100020, "LO", "P-" + Name)
            .Text(0x00100030, "DA", "19700101")
            .Text(0x00100040, "CS", "F")
            .Text(0x00180015, "CS", "ABDOMEN")
            .Text(0x00185100, "CS", "HFS")
            .Decimals(0x00180050, geometry.SpacingMm.Z)
            .Text(0x0020000D, "UI", PhantomUid.Of(Name + " study"))
            .Text(0x0020000E, "UI", PhantomUid.Of(Name + " series"))
            .Text(0x00200010, "SH", "1")
            .Text(0x00200011, "IS", "2")
            .Text(0x00200013, "IS", (slice + 1).ToString(CultureInfo.InvariantCulture))
            .Text(0x00200052, "UI", PhantomUid.Of(Name + " frame of reference"))
            .Text(0x00201040, "LO", "");
        SetModality(image);
        SetPlane(image, slice);
        SetPixels(image, slice);
        return image;
    }

    private string SopClass => Modality switch
    {
        "CT" => "1.2.840.10008.5.1.4.1.1.2",
        "MR" => "1.2.840.10008.5.1.4.1.1.4",
        "PT" => "1.2.840.10008.5.1.4.1.1.128",
        _ => throw new ArgumentException($"The phantom knows CT, MR and PT, not {Modality}."),
    };

    private void SetModality(PhantomDataSet image)
    {
        if (Modality == "CT")
        {
            image.Text(0x00180060, "DS", "120").Text(0x00200012, "IS", "1");
        }
        else if (Modality == "MR")
        {
            image.Text(0x00180020, "CS", "GR").Text(0x00180021, "CS", "NONE").Text(0x00180022, "CS", "").Text(0x00180023, "CS", "3D")
                .Text(0x00180080, "DS", "8").Text(0x00180081, "DS", "4").Text(0x00180091, "IS", "1").Text(0x00200012, "IS", "1");
        }
    }

    private void SetPlane(PhantomDataSet image, int slice)
    {
        Vector3d position = geometry.OriginMm + (geometry.DirectionZ * (slice * geometry.SpacingMm.Z));
        Vector3d row = geometry.DirectionX;
        Vector3d column = geometry.DirectionY;
        image
            .Decimals(0x00200032, position.X, position.Y, position.Z)
            .Decimals(0x00200037, row.X, row.Y, row.Z, column.X, column.Y, column.Z)
            .Decimals(0x00280030, geometry.SpacingMm.Y, geometry.SpacingMm.X);
    }

    private void SetPixels(PhantomDataSet image, int slice)
    {
        short[] values = Pixels?.Invoke(slice) ?? new short[geometry.Size.X * geometry.Size.Y];
        byte[] bytes = new byte[values.Length * sizeof(short)];
        System.Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        image
            .Number(0x00280002, 1)
            .Text(0x00280004, "CS", "MONOCHROME2")
            .Number(0x00280010, (ushort)geometry.Size.Y)
            .Number(0x00280011, (ushort)geometry.Size.X)
            .Number(0x00280100, 16)
            .Number(0x00280101, 16)
            .Number(0x00280102, 15)
            .Number(0x00280103, 1)
            .Text(0x00281050, "DS", "40")
            .Text(0x00281051, "DS", "400")
            .Text(0x00281052, "DS", "0")
            .Text(0x00281053, "DS", "1")
            .Text(0x00281054, "LO", Modality == "CT" ? "HU" : "US")
            .Bytes(0x7FE00010, "OW", bytes);
    }
}
