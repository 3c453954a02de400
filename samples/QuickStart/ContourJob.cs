using System.Globalization;

namespace Dcmqi.QuickStart;

/// <summary>The segments become contours in an RT Structure Set, which is read back and filled again.</summary>
internal static class ContourJob
{
    /// <summary>Does the job and prints what came of it.</summary>
    /// <param name="source">The images.</param>
    /// <param name="segmentation">The segments.</param>
    /// <param name="file">Takes the structure set.</param>
    /// <returns>Whether every voxel came back as it was.</returns>
    public static bool Run(SourceImages source, Segmentation segmentation, string file)
    {
        using (RtStructureSet written = new RtStructureSetBuilder(source).AddSegmentation(segmentation).Build())
            written.Save(file);
        using RtStructureSet set = RtStructureSet.Open(file);
        VolumeGeometry grid = source.Geometry;
        long differences = 0;
        foreach ((RtRoi roi, LabelVolume before) in set.Rois.Zip(segmentation.ToLabelMaps(grid, SegmentGrouping.PerSegment)))
        {
            Volume<byte> mask = set.ToMask(roi, grid);
            for (int index = 0; index < mask.Voxels.Length; index++)
                differences += (mask.Voxels[index] == 0) == (before.Voxels[index] == 0) ? 0 : 1;
        }

        Console.WriteLine(set);
        Console.WriteLine(differences == 0
            ? "All voxels came back from the contours as they were."
            : string.Create(CultureInfo.InvariantCulture, $"{differences:#,0} voxels differ after the round trip through contours."));
        return differences == 0;
    }
}
