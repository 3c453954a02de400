using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>One instance of a concatenation as it was read.</summary>
internal sealed class ConcatenationPart(DicomFile file, string name)
{
    public DicomFile File { get; } = file;

    /// <summary>The name used in messages.</summary>
    public string Name { get; } = name;

    public DataSet DataSet => File.DataSet;

    /// <summary>Concatenation UID; <see langword="null"/> for an object that is whole.</summary>
    public string? ConcatenationUid { get; } = file.DataSet.GetString(Tags.ConcatenationUID);

    /// <summary>In-concatenation Number.</summary>
    public int? Number { get; } = file.DataSet.GetInt32(Tags.InConcatenationNumber);

    /// <summary>In-concatenation Total Number, which may be absent.</summary>
    public int? Total { get; } = file.DataSet.GetInt32(Tags.InConcatenationTotalNumber);

    /// <summary>Concatenation Frame Offset Number.</summary>
    public long? FrameOffset { get; } = file.DataSet.GetInt64(Tags.ConcatenationFrameOffsetNumber);

    /// <summary>The frames it has itself.</summary>
    public IReadOnlyList<DataSet> FrameGroups => DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);

    /// <summary>What is to be told where it is opened alone; <see langword="null"/> for an object that is whole.</summary>
    public static string? WarningOf(DataSet dataSet)
    {
        if (!dataSet.HasValue(Tags.ConcatenationUID) || dataSet.GetInt32(Tags.InConcatenationTotalNumber) == 1)
            return null;
        string number = dataSet.GetInt32(Tags.InConcatenationNumber)?.ToString(CultureInfo.InvariantCulture) ?? "?";
        string total = dataSet.GetInt32(Tags.InConcatenationTotalNumber)?.ToString(CultureInfo.InvariantCulture) ?? "an unstated number";
        return $"The object is part {number} of {total} of a concatenation; the frames of the others are not here. Open all parts together.";
    }

    public FrameReader Frames(List<string> warnings) =>
        FrameReader.Of(DataSet, File.TransferSyntax, File.Decoders, warning => warnings.Add($"{Name}: {warning}"), FrameGroups.Count);
}
