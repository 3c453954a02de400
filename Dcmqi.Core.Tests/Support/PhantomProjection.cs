using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>An image without patient coordinates made from nothing: radiograph, ultrasound, angiogram, screen shot, photograph.</summary>
/// <param name="kind">CR, DX, MG, US, USMF (cine), XA (cine), SC, SCMF, XC (photograph), OP (fundus), OPT (OCT volume without places).</param>
/// <param name="columns">Pixels in a row.</param>
/// <param name="rows">Pixels in a column.</param>
internal sealed class PhantomProjection(string kind, int columns, int rows)
{
    public static readonly string[] Kinds = ["CR", "DX", "MG", "US", "USMF", "XA", "SC", "SCMF", "XC", "OP", "OPT"];

    public string Name { get; init; } = "projection";

    /// <summary>Which instance of the series, from 0.</summary>
    public int Instance { get; init; }

    /// <summary>Frames of the kinds that have several.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Overrides or drops attributes of the finished image.</summary>
    public Action<PhantomDataSet>? Change { get; init; }

    public bool IsCine => kind is "USMF" or "XA";

    public string SopInstanceUid => PhantomUid.Of(string.Create(CultureInfo.InvariantCulture, $"{Name} {kind} {Instance}"));

    public Stream Stream() => new MemoryStream(File());

    public byte[] File()
    {
        string modality = kind switch { "USMF" => "US", "SC" or "SCMF" => "OT", _ => kind };
        PhantomDataSet image = PhantomHeader.Of(Name, modality, SopClass, SopInstanceUid, Instance + 1)
            .Text(0x00080008, "CS", @"ORIGINAL\PRIMARY")
            .Remove(0x00200052)
            .Remove(0x00201040);
        if (kind is "CR" or "DX" or "MG")
            image.Decimals(0x00181164, 0.15, 0.2).Text(0x00180015, "CS", kind == "MG" ? "BREAST" : kind == "DX" ? "HAND" : "CHEST");
        if (kind is "DX" or "OP")
            image.Text(0x00200060, "CS", "L");
        if (kind is "SC" or "SCMF")
            image.Text(0x00080064, "CS", "WSD");
        if (kind is "USMF" or "XA" or "SCMF" or "OPT" or "OP")
            image.Text(0x00280008, "IS", Frames.ToString(CultureInfo.InvariantCulture));
        if (IsCine)
            image.Bytes(0x00280009, "AT", [0x18, 0x00, 0x63, 0x10]).Text(0x00181063, "DS", "33.3");
        PhantomHeader.SetPixels(image, columns, rows, new short[columns * rows * Frames]);
        Change?.Invoke(image);
        return image.ToPart10();
    }

    private string SopClass => "1.2.840.10008.5.1.4.1.1." + kind switch
    {
        "CR" => "1",
        "DX" => "1.1",
        "MG" => "1.2",
        "US" => "6.1",
        "USMF" => "3.1",
        "XA" => "12.1",
        "SC" => "7",
        "SCMF" => "7.3",
        "XC" => "77.1.4",
        "OP" => "77.1.5.1",
        "OPT" => "77.1.5.4",
        _ => throw new ArgumentException($"The phantom knows no {kind}."),
    };
}
