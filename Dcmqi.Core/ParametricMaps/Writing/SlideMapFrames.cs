using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <summary>The frames of a map on a slide to be written: by quantity, then by place of the tile; and what the functional groups say of them (PS3.3 A.75.5, C.7.6.17.3).</summary>
internal sealed class SlideMapFrames
{
    private readonly IReadOnlyList<MapQuantity> _quantities;
    private readonly SlideGrid _grid;
    private readonly DataSet _shared;
    private readonly IReadOnlyList<DataSet> _tileGroups;
    private readonly string[] _frameType;
    private readonly List<MapEntry> _entries;
    private readonly List<(int Entry, int Tile)> _frames = [];
    private readonly List<DataElement>[] _groupsOfQuantity;
    private readonly bool _hasLabels;

    /// <param name="quantities">What is written, in order.</param>
    /// <param name="grid">The tiles.</param>
    /// <param name="planes">What is said of the tiles.</param>
    /// <param name="tiling">Which of them are written.</param>
    /// <param name="frameType">Frame Type of all frames.</param>
    /// <param name="laterality">Frame Laterality where the metadata does not give it.</param>
    public SlideMapFrames(IReadOnlyList<MapQuantity> quantities, SlideGrid grid, SlidePlanes planes, SlideTiling tiling, string[] frameType, string laterality)
    {
        _quantities = quantities;
        _grid = grid;
        _frameType = frameType;
        _shared = planes.SharedGroups();
        _tileGroups = planes.TileGroups();
        _entries = MapEntry.Of(quantities);
        _hasLabels = _entries.Exists(entry => entry.Series > 0);
        _groupsOfQuantity = [.. quantities.Select(quantity => quantity.Groups(laterality, []))];
        for (int entry = 0; entry < _entries.Count; entry++)
        {
            for (int tile = 0; tile < grid.Count; tile++)
            {
                if (tiling == SlideTiling.Full || ((SlideLayer)_entries[entry].Layer).Has(tile))
                    _frames.Add((entry, tile));
            }
        }

        // PS3.3 C.7.6.6: Number of Frames is 1 or more.
        if (_frames.Count == 0)
            _frames.Add((0, 0));
    }

    public int Count => _frames.Count;

    /// <summary>The attributes by which frames are ordered, most significant first (PS3.3 C.7.6.17). A.75.1 names Quantity Definition Sequence for quantities.</summary>
    public (Tag Attribute, Tag FunctionalGroup)[] Dimensions =>
    [
        .. IsShared ? Array.Empty<(Tag, Tag)>() : [(Tags.QuantityDefinitionSequence, Tags.RealWorldValueMappingSequence)],
        .. _hasLabels ? [(Tags.FrameLabel, Tags.FrameContentSequence)] : Array.Empty<(Tag, Tag)>(),
        .. _grid.Dimensions.Select(dimension => (dimension.Attribute, dimension.FunctionalGroup)),
    ];

    // One quantity is said once, for all frames.
    private bool IsShared => _quantities.Count == 1;

    /// <summary>The shared functional groups.</summary>
    public DataSet Shared()
    {
        DataSet shared = _shared.ShallowCopy();
        FunctionalGroups.SetIdentityPixelValueTransformation(shared);
        FunctionalGroups.SetParametricMapFrameType(shared, _frameType);
        if (IsShared)
        {
            foreach (DataElement element in _groupsOfQuantity[0])
                shared.Put(element);
        }

        FunctionalGroups.DescribeDerivation(shared, _quantities[0].Metadata.Derivation!, _quantities[0].Metadata.DerivationDescription);
        return shared;
    }

    /// <summary>The functional groups of each frame, made when they are asked for.</summary>
    public GeneratedItems PerFrame()
    {
        PlaneDimension[] dimensions = _grid.Dimensions;
        int[][] ranks = [.. dimensions.Select(dimension => PlaneDimension.Ranks(_frames.Select(frame => dimension.IndexOfPlane[frame.Tile]), dimension.IndexOfPlane.Max() + 1))];
        return new GeneratedItems(Count, index =>
        {
            (int entry, int tile) = _frames[index];
            (int quantity, int series, MapLayer layer) = _entries[entry];
            DataSet group = _tileGroups[tile];
            if (!IsShared)
            {
                foreach (DataElement element in _groupsOfQuantity[quantity])
                    group.Put(element);
            }

            FunctionalGroups.DescribeDerivation(group, layer.Metadata.Derivation!, layer.Metadata.DerivationDescription);
            FunctionalGroups.SetFrameContent(
                group,
                [
                    .. IsShared ? Array.Empty<int>() : [quantity + 1],
                    .. _hasLabels ? [series + 1] : Array.Empty<int>(),
                    .. dimensions.Select((dimension, number) => ranks[number][dimension.IndexOfPlane[tile]]),
                ]);
            if (_hasLabels)
                group.GetItem(Tags.FrameContentSequence)!.Set(Tags.FrameLabel, MapEntry.FrameLabel(_quantities[quantity], series));
            return group;
        });
    }

    /// <summary>Makes the pixels of a frame.</summary>
    public void Store(int frame, Span<byte> destination)
    {
        (int entry, int tile) = _frames[frame];
        (int quantity, _, MapLayer layer) = _entries[entry];
        layer.Store(tile, _quantities[quantity].Pixels, destination);
    }
}
