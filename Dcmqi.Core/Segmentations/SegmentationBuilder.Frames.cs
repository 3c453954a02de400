using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

/// <content>Labels of the source frames one by one, which need no grid.</content>
public sealed partial class SegmentationBuilder
{
    private (DerivedPlanes Planes, IReadOnlyList<SourceFrame> Frames)? _ofFrames;
    private int _frameInputs;

    /// <summary>Adds a label image for each source frame: 0 is background, any other value the label of a segment. The metadata say what its labels mean. Frames may lie at uneven distances and have several orientations, as those of localizers have.</summary>
    /// <param name="fill">Fills the label image of one frame; is called once for each frame, one after the other, in order of orientation and position (without patient coordinates: of number).</param>
    /// <param name="name">The name used in messages and in segmentAttributesFileMapping.</param>
    /// <param name="cancellationToken">Cancels between frames.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">There are no source images, or their frames are of several sizes or lie in one plane; every fault is listed.</exception>
    /// <example>
    /// <code>
    /// using Segmentation seg = new SegmentationBuilder(localizers, metadata)
    ///     .AddFrameLabels((frame, labels) => Predict(frame, labels))
    ///     .Build();
    /// </code>
    /// </example>
    public SegmentationBuilder AddFrameLabels(SourceFrameLabels fill, string? name = null, CancellationToken cancellationToken = default) =>
        AddFrames(fill, null, name, cancellationToken);

    /// <summary>Adds a label image for each source frame, and what its labels mean.</summary>
    /// <param name="fill">Fills the label image of one frame; is called once for each frame, one after the other, in order of orientation and position (without patient coordinates: of number).</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in any order.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="cancellationToken">Cancels between frames.</param>
    /// <inheritdoc cref="AddFrameLabels(SourceFrameLabels, string?, CancellationToken)"/>
    public SegmentationBuilder AddFrameLabels(SourceFrameLabels fill, IReadOnlyList<SegmentAttributes> segments, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return AddFrames(fill, segments, name, cancellationToken);
    }

    /// <summary>Says that the layers whose runs are known lie on the source frames one by one, in order of orientation and position.</summary>
    /// <exception cref="ConversionException">There are no source images, or their frames are of several sizes or lie in one plane; every fault is listed.</exception>
    internal void LayersAreOfFrames() => _ofFrames ??= SourceFramePlanes.Of(_source, SegmentationModules.Derivation);

    private SegmentationBuilder AddFrames(SourceFrameLabels fill, IReadOnlyList<SegmentAttributes>? segments, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fill);
        (DerivedPlanes planes, IReadOnlyList<SourceFrame> frames) = _ofFrames ??= SourceFramePlanes.Of(_source, SegmentationModules.Derivation);
        _inputs.Add(FrameScanner.Scan(frames, planes.Geometry, fill, name ?? $"label map {_inputs.Count + 1}", cancellationToken), segments);
        _frameInputs++;
        return this;
    }

    // The planes of frames one by one, or those of the volumes.
    private DerivedPlanes FindPlanes(LabelLayer first, List<string> faults, List<string> warnings)
    {
        if (_ofFrames is not { } ofFrames)
        {
            return DerivedPlanes.Find(
                first.Name, first.Geometry, _source, Alignment.Matching, Alignment.PositionTolerance, SegmentationModules.Derivation, faults, warnings, first.TimePoints);
        }

        if (_frameInputs < _inputs.Count)
            faults.Add("Labels of frames and volumes do not go into one segmentation: add all by AddFrameLabels, or all as volumes.");
        if (Alignment.Resampling is not null || Alignment.Matching == SourceMatching.Ignore)
            faults.Add("Labels of frames lie on the pixels of their frames: SourceAlignment.Resampling and SourceMatching.Ignore are for volumes.");
        return ofFrames.Planes;
    }
}
