namespace Dcmqi.Dicom;

/// <summary>What of a file is wanted.</summary>
internal enum FileParts
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>No further than the first element of group 7FE0: Pixel Data, its offset tables, and what follows.</summary>
    Headers,
}
