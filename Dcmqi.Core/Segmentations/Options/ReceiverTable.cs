using static Dcmqi.PixelCompression;
using static Dcmqi.Segmentations.ReceiverResult;

namespace Dcmqi.Segmentations;

/// <summary>What receivers make of segmentations, as far as it was tried or read in their sources: the one table that choices and <c>docs/viewers.md</c> are made from.</summary>
internal static class ReceiverTable
{
    /// <summary>The receivers of the table by name, with the version that was tried.</summary>
    public static IReadOnlyList<(Receiver Receiver, string Name)> Names { get; } =
    [
        (Receiver.Ohif, "OHIF 3.13.2"),
        (Receiver.Slicer, "3D Slicer (dcmqi)"),
        (Receiver.Orthanc, "Orthanc 1.10"),
        (Receiver.Highdicom, "highdicom (pydicom)"),
        (Receiver.FoDicom, "fo-dicom 5.1"),
    ];

    public static IReadOnlyList<ReceiverRow> Rows { get; } =
    [
        new("binary, `none`", form => form is { IsBinary: true, Compression: None }, Ohif(Right, "exact"), Slicer(Right, "read"), Orthanc(Right, "taken; frames by WADO-RS"), Highdicom(Right, "read"), FoDicom(Right, "read")),
        new("binary, `deflate`", form => form is { IsBinary: true, Compression: Deflated }, Ohif(Right, "exact"), Slicer(Limited, "read, but not by dcmqi 1.5.5 on Windows"), Orthanc(Limited, "taken; no frames by WADO-RS"), Highdicom(Right, "read")),
        new("binary, `rle`", form => form is { IsBinary: true, Compression: Rle }, Ohif(Wrong, "empty, without a message"), Orthanc(Limited, "WADO-RS in its default syntax: error 500"), Highdicom(Limited, "empty with older versions of pydicom"), FoDicom(Wrong, "empty, without an error")),
        new("binary, rows x columns no multiple of 8", form => form is { IsBinary: true, HasWholeBytes: false, Compression: None or Deflated }, Ohif(Wrong, "garbled: dcmjs reads the bits of a byte the wrong way round, and a byte of padding stops it"), Slicer(Right, "read"), Orthanc(Limited, "frames by WADO-RS: error 400"), Highdicom(Right, "read"), FoDicom(Wrong, "garbled: every frame is taken to begin at a byte")),
        new("binary, segments that overlap", form => form is { IsBinary: true, Overlaps: true }, Ohif(Wrong, "slices are lost (cornerstone3D #2846)"), Slicer(Right, "read"), Highdicom(Right, "read")),
        new("label map, `none`", form => form is { IsLabelMap: true, Compression: None }, Ohif(Right, "exact"), Slicer(Limited, "read by a dcmqi of today, not by older ones"), Orthanc(Limited, "taken by STOW-RS and REST; C-STORE refuses the SOP Class"), Highdicom(Right, "read"), FoDicom(Right, "read")),
        new("label map, `deflate`", form => form is { IsLabelMap: true, Compression: Deflated }, Ohif(Right, "exact"), Slicer(Limited, "read by a dcmqi of today, not by older ones"), Orthanc(Limited, "taken by STOW-RS and REST; C-STORE refuses the SOP Class"), Highdicom(Right, "read")),
        new("label map, `rle`", form => form is { IsLabelMap: true, Compression: Rle }, Ohif(Right, "exact"), Orthanc(Limited, "taken by STOW-RS and REST; C-STORE refuses the SOP Class"), Highdicom(Right, "read"), FoDicom(Right, "read")),
        new("label map, `jpegls`", form => form is { IsLabelMap: true, Compression: JpegLs }, Ohif(Right, "exact"), Orthanc(Limited, "taken by STOW-RS and REST; C-STORE refuses the SOP Class"), Highdicom(Limited, "read where pydicom has a plug-in for it")),
        new("label map with a palette", form => form.IsPalette, Ohif(Wrong, "garbage"), FoDicom(Right, "read: its renderer needs an even number of entries, which palettes written here have")),
        new("fractional, `none`", form => form is { IsFractional: true, Compression: None }, Ohif(Wrong, "never loaded"), Highdicom(Right, "read"), FoDicom(Right, "read")),
        new("fractional, `deflate`", form => form is { IsFractional: true, Compression: Deflated }, Ohif(Wrong, "never loaded"), Highdicom(Right, "read")),
        new("fractional, `rle`", form => form is { IsFractional: true, Compression: Rle }, Ohif(Wrong, "never loaded"), Highdicom(Right, "read"), FoDicom(Right, "read")),
        new("fractional, `jpegls`", form => form is { IsFractional: true, Compression: JpegLs }, Ohif(Wrong, "never loaded"), Highdicom(Limited, "read where pydicom has a plug-in for it")),
        new("anything with `deflated-frame`", form => form.Compression == DeflatedFrame, Ohif(Wrong, "never loaded"), Orthanc(Limited, "WADO-RS in its default syntax: error 500"), Highdicom(Limited, "read from pydicom 3.1 on")),
    ];

    /// <summary>The name of a receiver, with its version.</summary>
    public static string NameOf(Receiver receiver) => receiver == Receiver.Any ? "a receiver that is not known" : Names.First(known => known.Receiver == receiver).Name;

    /// <summary>All that was seen of a receiver with a form, the worst first; one that says so where nothing was.</summary>
    public static IReadOnlyList<ReceiverFinding> Find(Receiver receiver, StoredForm form)
    {
        ReceiverFinding[] found = [.. Rows.Where(row => row.Fits(form)).Select(row => row.Of(receiver)).OfType<ReceiverFinding>().OrderByDescending(finding => finding.Result)];
        return found.Length > 0 ? found : [new ReceiverFinding(receiver, NotTried, "not tried")];
    }

    private static ReceiverFinding Ohif(ReceiverResult result, string text) => new(Receiver.Ohif, result, text);

    private static ReceiverFinding Slicer(ReceiverResult result, string text) => new(Receiver.Slicer, result, text);

    private static ReceiverFinding Orthanc(ReceiverResult result, string text) => new(Receiver.Orthanc, result, text);

    private static ReceiverFinding Highdicom(ReceiverResult result, string text) => new(Receiver.Highdicom, result, text);

    private static ReceiverFinding FoDicom(ReceiverResult result, string text) => new(Receiver.FoDicom, result, text);
}
