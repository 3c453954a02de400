using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>What phantom images of all kinds have in common: patient, study, series, equipment, pixels.</summary>
internal static class PhantomHeader
{
    public static PhantomDataSet Of(string name, string modality, string sopClass, string sopInstanceUid, int instanceNumber) => new PhantomDataSet()
        .Text(0x00080005, "CS", "ISO_IR 192")
        .Text(0x00080016, "UI", sopClass)
        .Text(0x00080018, "UI", sopInstanceUid)
        .Text(0x00080020, "DA", "20240229")
        .Text(0x00080021, "DA", "20240229")
        .Text(0x00080023, "DA", "20240229")
        .Text(0x0008002A, "DT", "20240229101700")
        .Text(0x00080030, "TM", "101500")
        .Text(0x00080031, "TM", "101600")
        .Text(0x00080033, "TM", "101700")
        .Text(0x00080050, "SH", "A100")
        .Text(0x00080060, "CS", modality)
        .Text(0x00080070, "LO", "Phantom Works")
        .Text(0x00080090, "PN", "Referrer^Ruth")
        .Text(0x00081090, "LO", "Phantom 1")
        .Text(0x0008103E, "LO", name)
        .Text(0x00100010, "PN", "Phantom^Paula")
        .Text(0x00100020, "LO", "P-" + name)
        .Text(0x00100030, "DA", "19700101")
        .Text(0x00100040, "CS", "F")
        .Text(0x00181000, "LO", "1")
        .Text(0x00181020, "LO", "1.0")
        .Text(0x0020000D, "UI", PhantomUid.Of(name + " study"))
        .Text(0x0020000E, "UI", PhantomUid.Of(name + " series"))
        .Text(0x00200010, "SH", "1")
        .Text(0x00200011, "IS", "2")
        .Text(0x00200013, "IS", instanceNumber.ToString(CultureInfo.InvariantCulture))
        .Text(0x00200052, "UI", PhantomUid.Of(name + " frame of reference"))
        .Text(0x00201040, "LO", "")
        .Text(0x00282110, "CS", "00");

    /// <summary>Signed pixels of 16 bits.</summary>
    public static void SetPixels(PhantomDataSet image, int columns, int rows, short[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(short)];
        System.Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        image
            .Number(0x00280002, 1)
            .Text(0x00280004, "CS", "MONOCHROME2")
            .Number(0x00280010, (ushort)rows)
            .Number(0x00280011, (ushort)columns)
            .Number(0x00280100, 16)
            .Number(0x00280101, 16)
            .Number(0x00280102, 15)
            .Number(0x00280103, 1)
            .Bytes(0x7FE00010, "OW", bytes);
    }
}
