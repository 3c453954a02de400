using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class ParametricMapBuilder
{
    private DataSet Compose(
        IReadOnlyList<MapQuantity> quantities, DerivedPlanes planes, List<string> warnings, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        DataSet dataSet = MapModules.Of(_source, _metadata, Options, Authorship, warnings, out string laterality);
        var frames = new MapFrameGroups(quantities, planes, _source, MapModules.ImageType(_metadata), laterality);
        BulkValue pixels = MapModules.Pixels(frames.Count, planes.Geometry.Size.Y, planes.Geometry.Size.X, quantities[0].Pixels, frames.Store);
        int unmatched = Enumerable.Range(0, planes.Count).Count(planes.LacksSource);
        if (unmatched > 0)
            warnings.Add($"{unmatched} of {Counted.Of(planes.Count, "slice")} {(unmatched == 1 ? "lies" : "lie")} in the plane of no source image; their frames refer to none.");

        MapModules.SetImage(dataSet, Options, quantities[0].Pixels, planes.Geometry.Size.Y, planes.Geometry.Size.X, frames.Count);
        DimensionIndex.Set(dataSet, Authorship.Uids.Next(), frames.Dimensions);
        dataSet.SetItems(Tags.SharedFunctionalGroupsSequence, frames.Shared());
        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames.PerFrame(progress, cancellationToken));
        MapModules.SetPixels(dataSet, quantities[0].Pixels, pixels);
        return dataSet;
    }
}
