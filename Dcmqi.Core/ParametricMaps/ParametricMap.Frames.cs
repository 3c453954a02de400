using Dcmqi.Iods;
using Dcmqi.ParametricMaps;

namespace Dcmqi;

public sealed partial class ParametricMap
{
    /// <summary>Returns what the object says of a frame; its pixels are not read.</summary>
    /// <param name="number">Frame from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ConversionException">The frames lie at uneven distances.</exception>
    public ParametricMapFrame GetFrame(int number)
    {
        int frame = FrameIndexOf(number);
        return new ParametricMapFrame
        {
            Number = number,
            VolumeIndex = _frames.VolumeOfFrame[frame],
            PositionMm = PositionOf(frame),
            Slice = _frames.SliceOf(frame),
            MatrixColumn = _frames.Tiles?.Column(frame),
            MatrixRow = _frames.Tiles?.Row(frame),
            Mappings = _frames.Sets[_frames.SetOfFrame[frame]],
            SourceInstanceUids = _frames.SourceInstanceUids(frame),
        };
    }

    /// <summary>Returns the real-world values of one frame, without the rest of the volume; not a number if it has none.</summary>
    /// <param name="number">Frame from 1.</param>
    /// <param name="values">Takes <see cref="Rows"/> x <see cref="Columns"/> values, row by row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    public void ReadFrame(int number, Span<double> values)
    {
        int frame = FrameIndexOf(number);
        if (values.Length < _frames.PixelsPerFrame)
            throw new ArgumentException($"A frame has {Counted.Of(_frames.PixelsPerFrame, "pixel")}; there is room for {values.Length}.", nameof(values));
        byte[] stored = new byte[_pixels.Format.FrameBytes];
        _pixels.ReadFrame(frame, stored);
        new MapperSelection(_frames, _pixels.Format, _isReal, _padding, ParametricMapReadOptions.Default).Of(frame).Map(stored, values[.._frames.PixelsPerFrame]);
    }

    /// <summary>Checks the object against PS3.3 (edition 2026b): every attribute that its modules require, the values their VRs allow, and the rules of C.8.32 on pixels, frames, mappings and references.</summary>
    /// <returns>What was found; nothing for a sound object.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        DataSetChecker.Check(DataSet, "parametric-map", findings);
        ParametricMapRules.Check(DataSet, findings);
        CodeRules.Check(DataSet, findings);
        return findings.ToList();
    }

    private Vector3d PositionOf(int frame) => _frames is { Matrix: { } matrix, Tiles: { } tiles }
        ? matrix.PositionMm(tiles.Column(frame), tiles.Row(frame), tiles.FocalPlane(frame))
        : _frames.Planes[frame].OriginMm;

    private int FrameIndexOf(int number) => number >= 1 && number <= FrameCount
        ? number - 1
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"Frames are numbered 1 to {FrameCount}.");

    private int[] FramesOf(int volumeIndex) => volumeIndex >= 0 && volumeIndex < _frames.FramesOfVolume.Length
        ? _frames.FramesOfVolume[volumeIndex]
        : throw new ArgumentOutOfRangeException(nameof(volumeIndex), volumeIndex, $"The map has {_frames.FramesOfVolume.Length} {(_frames.FramesOfVolume.Length == 1 ? "volume" : "volumes")}, counted from 0.");
}
