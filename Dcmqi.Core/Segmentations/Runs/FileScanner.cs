using System.Numerics;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Turns the voxels of a file into runs, all its components; no more of it is in memory than some slices or planes.</summary>
internal abstract class FileScanner
{
    /// <param name="reader">The file, of which nothing was read.</param>
    /// <param name="names">What messages call each component.</param>
    /// <param name="target">What is looked for.</param>
    /// <param name="work">Who follows the decoding where it comes first, and who may end all.</param>
    /// <param name="change">What is done to slices before.</param>
    public static FileScanner Of(VolumeReader reader, IReadOnlyList<string> names, ScanTarget target, VolumeReading work, SliceChange? change = null) =>
        ScalarTypes.Call(reader.ValueType, new Making(reader, names, target, work, change));

    /// <summary>Scans the file's own grid.</summary>
    /// <param name="order">In which order its axes are those of the images.</param>
    /// <param name="tell">Is called for each slice, from several threads.</param>
    /// <returns>A layer for each component.</returns>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    public abstract LabelLayer[] Scan(GridOrder order, Action? tell);

    /// <summary>Scans what another grid has of the file.</summary>
    /// <param name="grid">The grid, as the images have it.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    /// <param name="tell">Is called for each slice of it, from several threads.</param>
    /// <returns>For each component the layer, and how much there was on its own grid.</returns>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    public abstract (LabelLayer[] Layers, LabelAmounts[] Before) ScanOn(VolumeGeometry grid, Resampling resampling, Action? tell);

    private sealed record Making(VolumeReader Reader, IReadOnlyList<string> Names, ScanTarget Target, VolumeReading Work, SliceChange? Change) : IScalarWork<FileScanner>
    {
        public FileScanner Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new FileScanner<T>(Reader, Names, Target, Work, Change);
    }
}
