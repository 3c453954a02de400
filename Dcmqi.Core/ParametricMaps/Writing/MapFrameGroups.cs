using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <summary>The frames of a map to be written: by quantity, series and time, then by position; and what the functional groups say of them (PS3.3 A.75.5).</summary>
internal sealed class MapFrameGroups
{
    private readonly IReadOnlyList<MapQuantity> _quantities;
    private readonly DerivedPlanes _planes;
    private readonly string[] _frameType;
    private readonly string _laterality;
    private readonly DataSet[] _planeGroups;
    private readonly IReadOnlyList<PlaneDimension> _planeDimensions;
    private readonly DataSet _shared;
    private readonly IReadOnlyList<DataSet> _allSources;
    private readonly List<MapEntry> _entries;
    private readonly bool _hasTimes;
    private readonly bool _hasLabels;

    /// <param name="quantities">What is written, in order.</param>
    /// <param name="planes">Where the slices lie.</param>
    /// <param name="source">The images that the values were computed from.</param>
    /// <param name="frameType">Frame Type of all frames.</param>
    /// <param name="laterality">Frame Laterality where the metadata does not give it.</param>
    public MapFrameGroups(IReadOnlyList<MapQuantity> quantities, DerivedPlanes planes, SourceImages source, string[] frameType, string laterality)
    {
        _laterality = laterality;
        _quantities = quantities;
        _planes = planes;
        _frameType = frameType;
        _planeGroups = [.. Enumerable.Range(0, planes.Count).Select(planes.PlaneGroups)];
        _planeDimensions = planes.Dimensions;
        _shared = planes.SharedGroups();

        // PS3.3 A.75.5: Derivation Image is required of what was derived. Where slices lie in the plane of no image, the values come from the images all the same.
        bool refers = _shared.HasValue(Tags.DerivationImageSequence) || Array.Exists(_planeGroups, group => group.HasValue(Tags.DerivationImageSequence));
        _allSources = refers ? [] : SourceImageItems.Of(source.Frames, null);
        _entries = MapEntry.Of(quantities);
        _hasTimes = _entries.Exists(entry => entry.Layer.TimeIndex is not null);
        _hasLabels = _entries.Exists(entry => entry.Series > 0);
    }

    public int Count => checked(_entries.Count * Slices);

    public int BitsAllocated => _quantities[0].Pixels.BitsAllocated;

    /// <summary>The attributes by which frames are ordered, most significant first (PS3.3 C.7.6.17). A.75.1 names Quantity Definition Sequence for quantities.</summary>
    public (Tag Attribute, Tag FunctionalGroup)[] Dimensions =>
    [
        .. IsShared ? Array.Empty<(Tag, Tag)>() : [(Tags.QuantityDefinitionSequence, Tags.RealWorldValueMappingSequence)],
        .. _hasLabels ? [(Tags.FrameLabel, Tags.FrameContentSequence)] : Array.Empty<(Tag, Tag)>(),
        .. HasOwnTimes ? [(Tags.TemporalPositionIndex, Tags.FrameContentSequence)] : Array.Empty<(Tag, Tag)>(),
        .. _planeDimensions.Select(dimension => (dimension.Attribute, dimension.FunctionalGroup)),
    ];

    private int Slices => _planes.Geometry.Size.Z;

    // Where only some volumes are series in time, planes are those of all times.
    private bool HasOwnTimes => _hasTimes && _planes.TimePoints == 1;

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
            foreach (DataElement element in GroupsOf(_quantities[0]))
                shared.Put(element);
            FunctionalGroups.DescribeDerivation(shared, _quantities[0].Metadata.Derivation!, _quantities[0].Metadata.DerivationDescription);
        }

        return shared;
    }

    /// <summary>The functional groups of each frame.</summary>
    public DataSet[] PerFrame(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var groups = new DataSet[Count];
        for (int index = 0; index < _entries.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int quantity, int series, MapLayer layer) = _entries[index];
            IReadOnlyList<DataElement> own = IsShared ? [] : GroupsOf(_quantities[quantity]);
            for (int slice = 0; slice < Slices; slice++)
            {
                int plane = PlaneOf(layer, slice);
                var group = new DataSet();
                foreach (DataElement element in _planeGroups[plane].Elements)
                    group.Put(element);
                foreach (DataElement element in own)
                    group.Put(element);
                FunctionalGroups.DescribeDerivation(group, layer.Metadata.Derivation!, layer.Metadata.DerivationDescription);
                SetFrameContent(group, quantity, series, layer, plane);
                groups[(index * Slices) + slice] = group;
            }

            progress?.Report(new ConversionProgress("Composing frames", (index + 1) * Slices, groups.Length));
        }

        return groups;
    }

    /// <summary>Makes the pixels of a frame.</summary>
    public void Store(int frame, Span<byte> destination)
    {
        (int quantity, _, MapLayer layer) = _entries[frame / Slices];
        layer.Store(frame % Slices, _quantities[quantity].Pixels, destination);
    }

    private int PlaneOf(MapLayer layer, int slice) => slice + (_planes.TimePoints > 1 ? (layer.TimeIndex!.Value - 1) * Slices : 0);

    private List<DataElement> GroupsOf(MapQuantity quantity) => quantity.Groups(_laterality, _allSources);

    private void SetFrameContent(DataSet group, int quantity, int series, MapLayer layer, int plane)
    {
        var values = new List<int>();
        if (!IsShared)
            values.Add(quantity + 1);
        if (_hasLabels)
            values.Add(series + 1);
        if (HasOwnTimes)
            values.Add(layer.TimeIndex ?? 1);
        values.AddRange(_planeDimensions.Select(dimension => dimension.IndexOfPlane[plane] + 1));
        FunctionalGroups.SetFrameContent(group, [.. values]);
        DataSet content = group.GetItem(Tags.FrameContentSequence)!;
        if (HasOwnTimes)
            content.Set(Tags.TemporalPositionIndex, layer.TimeIndex ?? 1);
        if (_hasLabels)
            content.Set(Tags.FrameLabel, MapEntry.FrameLabel(_quantities[quantity], series));
    }
}
