using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>The instances that an object is split into (PS3.3 C.7.6.16.2.2.4).</summary>
internal sealed class ConcatenationParts
{
    private readonly DataSet _whole;
    private readonly StoredFrames _pixels;
    private readonly IReadOnlyList<DataSet> _groups;
    private readonly int _framesPerPart;
    private readonly UidGenerator _uids;
    private readonly string _concatenationUid;

    /// <param name="whole">The object; its identifier becomes that of the concatenation's source.</param>
    /// <param name="pixels">Its frames.</param>
    /// <param name="concatenation">How it is split.</param>
    /// <exception cref="ConversionException">It is a part of a concatenation itself, lacks its identifier, or cannot be split like this.</exception>
    public ConcatenationParts(DataSet whole, StoredFrames pixels, Concatenation concatenation)
    {
        if (whole.HasValue(Tags.ConcatenationUID))
            throw new ConversionException("The object is a part of a concatenation itself. Open all parts together, or convert it to an object of its own.");
        if (!whole.HasValue(Tags.SOPInstanceUID))
            throw new ConversionException($"{Tags.SOPInstanceUID.Describe()} is missing; no DICOM file can be without (PS3.10 7.1).");
        if (whole.GetString(Tags.DimensionOrganizationType) == "TILED_FULL")
            throw new ConversionException("The tiles of TILED_FULL have their places by their order in one object; it is not split into a concatenation. Save it compressed frame by frame, or build it as TILED_SPARSE.");
        _whole = whole;
        _pixels = pixels;
        _groups = whole.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        _framesPerPart = concatenation.FramesPerPart(_groups.Count, pixels.Format.SampleCount * pixels.Format.BitsAllocated);
        _uids = concatenation.Uids;
        _concatenationUid = _uids.Next();
    }

    public int Count => (_groups.Count + _framesPerPart - 1) / _framesPerPart;

    /// <summary>A part, ready to be put into a transfer syntax.</summary>
    /// <param name="index">From 0.</param>
    public TranscodedFile this[int index]
    {
        get
        {
            int first = index * _framesPerPart;
            int count = Math.Min(_framesPerPart, _groups.Count - first);
            DataSet part = _whole.ShallowCopy();
            part.Set(Tags.SOPInstanceUID, _uids.Next());
            part.Set(Tags.ConcatenationUID, _concatenationUid);
            part.Set(Tags.SOPInstanceUIDOfConcatenationSource, _whole.GetString(Tags.SOPInstanceUID)!);
            part.Set(Tags.InConcatenationNumber, index + 1);
            part.Set(Tags.InConcatenationTotalNumber, Count);
            part.Set(Tags.ConcatenationFrameOffsetNumber, first);
            part.Set(Tags.NumberOfFrames, count);
            part.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. _groups.Skip(first).Take(count)]);
            return new TranscodedFile(part, _pixels.Format, _pixels.Read, new FrameRange(first, count, IsPart: true));
        }
    }
}
