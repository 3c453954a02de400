using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Returns what the object says of a frame; its pixels are not read.</summary>
    /// <param name="number">Frame from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ConversionException">Frames lie side by side in one plane without being tiles.</exception>
    public SegmentationFrame GetFrame(int number)
    {
        int frame = FrameIndexOf(number);
        return new SegmentationFrame
        {
            Number = number,
            SegmentNumber = _frames.SegmentNumbers[frame] == 0 ? null : _frames.SegmentNumbers[frame],
            PositionMm = PositionOf(frame),
            Slice = GridFault is null ? _frames.SliceOf(frame) : _frames.EvenParts.SliceOf(frame),
            SourceInstanceUids = _frames.SourceInstanceUids(frame),
            Grid = GridFault is null ? 0 : _frames.EvenParts.PartOf(frame),
            TimePoint = _frames.TimeOf(frame),
            MatrixColumn = _frames.Tiles?.Column(frame),
            MatrixRow = _frames.Tiles?.Row(frame),
        };
    }

    /// <summary>Returns the labels of one frame, without the rest of the volume: Segment Numbers, 0 where no segment is.</summary>
    /// <param name="number">Frame from 1.</param>
    /// <param name="labels">Takes <see cref="Rows"/> x <see cref="Columns"/> labels, row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ArgumentException"><paramref name="labels"/> is too short.</exception>
    public void ReadFrame(int number, Span<ushort> labels)
    {
        int frame = FrameIndexOf(number);
        if (labels.Length < _frames.PixelsPerFrame)
            throw new ArgumentException($"A frame has {Counted.Of(_frames.PixelsPerFrame, "pixel")}; there is room for {labels.Length}.", nameof(labels));
        labels[.._frames.PixelsPerFrame].Clear();
        foreach (SegmentRun run in _pixels.NewReader().ReadAlone(frame))
            labels.Slice(run.Start, run.Length).Fill((ushort)run.Number);
    }

    /// <summary>Returns the fractions of one frame of a FRACTIONAL object as real values, 0 to 1, without the rest of the volume. In other objects they are 1 where a segment is, else 0.</summary>
    /// <param name="number">Frame from 1.</param>
    /// <param name="fractions">Takes <see cref="Rows"/> x <see cref="Columns"/> fractions, row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ArgumentException"><paramref name="fractions"/> is too short.</exception>
    public void ReadFractions(int number, Span<float> fractions)
    {
        int frame = FrameIndexOf(number);
        if (fractions.Length < _frames.PixelsPerFrame)
            throw new ArgumentException($"A frame has {_frames.PixelsPerFrame} pixels; there is room for {fractions.Length}.", nameof(fractions));
        fractions = fractions[.._frames.PixelsPerFrame];
        if (_pixels is FractionalStoredFrames fractional)
        {
            byte[] stored = new byte[_pixels.Format.FrameBytes];
            fractional.ReadUnited(frame, stored);
            for (int pixel = 0; pixel < fractions.Length; pixel++)
                fractions[pixel] = Math.Min(stored[pixel] / (float)fractional.ValueOfOne, 1);
            return;
        }

        fractions.Clear();
        foreach (SegmentRun run in _pixels.NewReader().ReadAlone(frame))
            fractions.Slice(run.Start, run.Length).Fill(1);
    }

    /// <summary>Size and place of every segment, in order of number; the whole volume is not made. Voxels at several points in time count together.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    public IReadOnlyList<SegmentStatistics> GetStatistics(CancellationToken cancellationToken = default) =>
        CollectStatistics([.. Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Number).Order()], cancellationToken);

    /// <summary>Size and place of one segment; only its frames are read. Voxels at several points in time count together.</summary>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    public SegmentStatistics GetStatistics(int segmentNumber, CancellationToken cancellationToken = default)
    {
        CheckSegment(segmentNumber);
        return CollectStatistics([segmentNumber], cancellationToken)[0];
    }

    /// <summary>Returns the fractions of one segment as real values, 0 to 1, on the object's own grid. Only this segment's frames are read. In a segmentation that is not fractional they are 0 and 1.</summary>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    /// <exception cref="NotSupportedException">A few frames of one bit a pixel lie so far apart that the volume takes more than 16,384 times their bytes.</exception>
    public Volume<float> ToFractions(int segmentNumber, CancellationToken cancellationToken = default)
    {
        CheckSegment(segmentNumber);
        if (_pixels is not FractionalStoredFrames fractional)
            return ToWholeFractions(segmentNumber, cancellationToken);

        if (_frames.Tiles is not null)
            return WholePlane(null, cancellationToken).Fill(tiles => tiles.Fractions(segmentNumber, fractional));
        float whole = fractional.ValueOfOne;
        float[] voxels = LargeArrays.Zeroed<float>(ValueCount());
        var fractions = new Volume<float>(_frames.Geometry, voxels, TimeAxisOfVolumes, _frames.TimePoints);
        byte[] stored = new byte[_pixels.Format.FrameBytes];
        foreach (int frame in FramesOf(segmentNumber))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_frames.Repeats?.IsAbsorbed(frame) == true)
                continue;
            fractional.ReadUnited(frame, stored);
            Span<float> slice = fractions.Slice(_frames.SliceOf(frame), _frames.TimeOf(frame));
            for (int pixel = 0; pixel < slice.Length; pixel++)
                slice[pixel] = stored[pixel] / whole;
        }

        // Some warnings are known only once the pixels were read.
        return new Volume<float>(_frames.Geometry, voxels, TimeAxisOfVolumes, _frames.TimePoints) { Warnings = [.. fractional.ReadingWarnings] };
    }

    // A voxel of 32 bits, and that of the mask, for a pixel of one: not as many slices as a mask may have.
    private Volume<float> ToWholeFractions(int segmentNumber, CancellationToken cancellationToken)
    {
        const int MostTimesStored = 16_384;
        long stored = (long)FrameCount * _frames.PixelsPerFrame * _pixels.Format.BitsAllocated / 8;
        if (_frames.Tiles is null && (long)ValueCount() * (sizeof(float) + sizeof(byte)) > MostTimesStored * Math.Max(stored, 1))
            throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{_frames.Geometry.Size} fractions of 32 bits are more than {MostTimesStored} times what {Counted.Of(FrameCount, "frame")} of {_frames.PixelsPerFrame} pixels hold; {nameof(ToMask)} gives the same in 8 bits."));
        Volume<byte> mask = ToMask(segmentNumber, cancellationToken);
        float[] fractions = LargeArrays.Uninitialized<float>(mask.Voxels.Length);
        ReadOnlySpan<byte> voxels = mask.Voxels;
        for (int index = 0; index < voxels.Length; index++)
            fractions[index] = voxels[index];
        return new Volume<float>(mask.Geometry, fractions, mask.ComponentAxis, mask.Components);
    }

    /// <summary>Checks the object against PS3.3 (edition 2026b): every attribute that its modules require, the values their VRs allow, and the rules of C.8.20 on segments, frames, dimensions and references. The pixels of a label map and of fractions are read too: each value must be a segment's, or at most Maximum Fractional Value.</summary>
    /// <param name="cancellationToken">Cancels the work, which for a label map and for fractions takes as long as reading the pixels.</param>
    /// <returns>What was found; nothing for a sound object.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<ValidationFinding> Validate(CancellationToken cancellationToken = default)
    {
        var findings = new FindingList();
        DataSetChecker.Check(DataSet, "segmentation", findings);
        SegmentationRules.Check(DataSet, findings);
        CodeRules.Check(DataSet, findings);
        if (_pixels is LabelMapStoredFrames labelMap)
            CheckPixels(() => labelMap.FindUndescribed(FrameCount, cancellationToken), findings, "PS3.3 C.8.20.2.3.3");
        else if (_pixels is FractionalStoredFrames fractional)
            CheckPixels(() => fractional.FindAboveMaximum(cancellationToken), findings, "PS3.3 C.8.20.2");
        return findings.ToList();
    }

    private static void CheckPixels(Func<string?> find, FindingList findings, string clause)
    {
        try
        {
            if (find() is { } fault)
                findings.Add(ValidationSeverity.Error, Tags.PixelData, fault, clause);
        }
        catch (DicomFormatException exception)
        {
            findings.Add(ValidationSeverity.Error, Tags.PixelData, $"cannot be read: {exception.Message.TrimEnd('.')}", clause);
        }
        catch (NotSupportedException exception)
        {
            findings.Add(ValidationSeverity.Warning, Tags.PixelData, $"was not checked: {exception.Message.TrimEnd('.')}", clause);
        }
    }

    private Vector3d? PositionOf(int frame)
    {
        if (_frames is { Matrix: { } matrix, Tiles: { } tiles })
            return matrix.PositionMm(tiles.Column(frame), tiles.Row(frame), tiles.FocalPlane(frame));
        return _frames.HasPatientCoordinates ? _frames.Planes[frame].OriginMm : null;
    }

    private int FrameIndexOf(int number) => number >= 1 && number <= FrameCount
        ? number - 1
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"Frames are numbered 1 to {FrameCount}.");

    private VolumeComponentAxis TimeAxisOfVolumes => _frames.TimePoints > 1 ? VolumeComponentAxis.Time : VolumeComponentAxis.None;

    private int ValueCount()
    {
        Int128 count = (Int128)_frames.Geometry.Size.VoxelCount * _frames.TimePoints;
        return count <= Array.MaxLength ? (int)count : throw new NotSupportedException($"A volume of {_frames.Geometry.Size} voxels at {Counted.Of(_frames.TimePoints, "point")} in time is larger than {Array.MaxLength} values.");
    }

    private void CheckSegment(int segmentNumber)
    {
        if (Segments.All(segment => segment.Number != segmentNumber))
            throw new ArgumentOutOfRangeException(nameof(segmentNumber), segmentNumber, $"The segments are {string.Join(", ", Segments.Select(segment => segment.Number))}.");
    }

    // In a label map every frame may hold the segment.
    private IEnumerable<int> FramesOf(int segmentNumber) =>
        Enumerable.Range(0, _frames.Count).Where(frame => _frames.SegmentNumbers[frame] == 0 || _frames.SegmentNumbers[frame] == segmentNumber);

    private SegmentStatistics[] CollectStatistics(int[] numbers, CancellationToken cancellationToken)
    {
        if (_frames.Tiles is { } tiles)
            return CollectTileStatistics(numbers, tiles, cancellationToken);
        VolumeGeometry geometry = _frames.Geometry;
        Dictionary<int, StatisticsCollector> collectors = numbers.ToDictionary(number => number, number => new StatisticsCollector(number));
        RunReader reader = _pixels.NewReader();
        IEnumerable<int> wanted = numbers.Length == 1 ? FramesOf(numbers[0]) : Enumerable.Range(0, _frames.Count);
        foreach (int frame in wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (collectors.TryGetValue(run.Number, out StatisticsCollector? collector))
                    collector.Add(run, _frames.SliceOf(frame), Columns);
            }
        }

        return Array.ConvertAll(numbers, number => collectors[number].ToStatistics(geometry));
    }
}
