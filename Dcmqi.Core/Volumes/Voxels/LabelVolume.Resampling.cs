using System.Globalization;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class LabelVolume
{
    /// <summary>Returns the labels on another grid: each of its voxels takes the value of the nearest voxel here, 0 if there is none.</summary>
    /// <param name="geometry">The grid wanted. Where its voxels coincide with those here, also with axes in another order or direction, they are copies; otherwise <see cref="Volume.Warnings"/> says that they were resampled.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public LabelVolume ResampleTo(VolumeGeometry geometry, CancellationToken cancellationToken = default) =>
        ResampleTo(geometry, Resampling.NearestNeighbor, 0, cancellationToken);

    /// <inheritdoc/>
    public override LabelVolume ResampleTo(VolumeGeometry geometry, Resampling resampling, double outside = 0, CancellationToken cancellationToken = default) =>
        resampling == Resampling.Linear
            ? throw new ArgumentOutOfRangeException(nameof(resampling), resampling, "Labels have nothing between them; use Resampling.NearestNeighbor.")
            : (LabelVolume)base.ResampleTo(geometry, resampling, outside, cancellationToken);

    private protected override LabelVolume Resampled(VolumeGeometry geometry, ushort[] voxels, IReadOnlyList<string> warnings)
    {
        long before = Voxels.Length - (long)Voxels.Count((ushort)0);
        long after = voxels.Length - (long)voxels.AsSpan().Count((ushort)0);
        string[] lost = new GridSampling(Geometry, geometry).Coincides ? LostNotes(before, after) : [];
        return new LabelVolume(geometry, voxels, Components) { Name = Name, Warnings = [.. warnings, .. lost] };
    }

    /// <summary>What is told where labelled voxels do not lie on another grid whose voxels coincide.</summary>
    internal static string[] LostNotes(long before, long after) => after >= before ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{before - after} of {before} labelled voxels lie outside the grid asked for and are lost.")];
}
