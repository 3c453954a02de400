namespace Dcmqi.Dicom;

/// <summary>What of a file is wanted.</summary>
internal sealed class DicomReadOptions
{
    /// <summary>Reads no further than the first element of group 7FE0: Pixel Data, its offset tables, and what follows.</summary>
    public bool StopBeforePixelData { get; init; }
}
