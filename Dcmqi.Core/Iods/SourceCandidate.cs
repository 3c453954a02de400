using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>What may be a source image.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="ReadHeader">Reads all before the pixels.</param>
/// <param name="Open">Opens it with its pixels.</param>
internal sealed record SourceCandidate(string Name, Func<DataSet> ReadHeader, Func<DicomFile> Open);
