using System.Globalization;
using Dcmqi.Binary;

namespace Dcmqi;

public sealed partial class LabelVolume
{
    // Grids coincide where no voxel's centre misses another's by more than this share of a voxel.
    private const double CoincidenceTolerance = 0.01;

    /// <summary>The labels on another grid: each of its voxels takes the value of the nearest voxel here, 0 where there is none.</summary>
    /// <param name="geometry">The grid wanted. Where its voxels coincide with those here, also with axes in another order or direction, they are copies; otherwise <see cref="Volume.Warnings"/> says that they were resampled.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public LabelVolume ResampleTo(VolumeGeometry geometry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.Size == Geometry.Size && geometry.IsCloseTo(Geometry, 1e-6))
            return this;

        Vector3d origin = Geometry.PatientToIndex(geometry.IndexToPatient(0, 0, 0));
        Vector3d stepX = Geometry.PatientToIndex(geometry.IndexToPatient(1, 0, 0)) - origin;
        Vector3d stepY = Geometry.PatientToIndex(geometry.IndexToPatient(0, 1, 0)) - origin;
        Vector3d stepZ = Geometry.PatientToIndex(geometry.IndexToPatient(0, 0, 1)) - origin;
        bool coincides = IsNearInteger(origin, 1) && IsNearInteger(stepX, geometry.Size.X) && IsNearInteger(stepY, geometry.Size.Y) && IsNearInteger(stepZ, geometry.Size.Z);

        ushort[] labels = LargeArrays.Zeroed<ushort>(geometry.Size.VoxelCount <= Array.MaxLength
            ? (int)geometry.Size.VoxelCount
            : throw new NotSupportedException($"A grid of {geometry.Size} voxels is larger than {Array.MaxLength} voxels."));
        int slice = geometry.Size.X * geometry.Size.Y;
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, geometry.Size.Z, options, z =>
        {
            for (int y = 0; y < geometry.Size.Y; y++)
                ResampleRow(origin + stepY * y + stepZ * z, stepX, labels.AsSpan((z * slice) + (y * geometry.Size.X), geometry.Size.X));
        });
        return new LabelVolume(geometry, labels) { Name = Name, Warnings = [.. Warnings, .. Losses(coincides, labels)] };
    }

    private static bool IsNearInteger(Vector3d vector, int steps) =>
        IsNearInteger(vector.X, steps) && IsNearInteger(vector.Y, steps) && IsNearInteger(vector.Z, steps);

    private static bool IsNearInteger(double value, int steps) => Math.Abs(value - Math.Round(value)) * steps <= CoincidenceTolerance;

    private IEnumerable<string> Losses(bool coincides, ushort[] resampled)
    {
        if (!coincides)
        {
            yield return "The grid asked for does not coincide with the labels' own; each voxel took the nearest value.";
            yield break;
        }

        long before = Voxels.Length - (long)Voxels.Count((ushort)0);
        long after = resampled.Length - (long)resampled.AsSpan().Count((ushort)0);
        if (after < before)
            yield return string.Create(CultureInfo.InvariantCulture, $"{before - after} of {before} labelled voxels lie outside the grid asked for and are lost.");
    }

    private void ResampleRow(Vector3d start, Vector3d step, Span<ushort> target)
    {
        VolumeSize size = Geometry.Size;
        if (IsNearInteger(step - Vector3d.UnitX, target.Length) && Math.Abs(step.X - 1) < 0.5)
        {
            CopyRow((int)Math.Round(start.X), (int)Math.Round(start.Y), (int)Math.Round(start.Z), target);
            return;
        }

        ReadOnlySpan<ushort> source = Voxels;
        for (int x = 0; x < target.Length; x++)
        {
            double indexX = Math.Floor(start.X + (step.X * x) + 0.5);
            double indexY = Math.Floor(start.Y + (step.Y * x) + 0.5);
            double indexZ = Math.Floor(start.Z + (step.Z * x) + 0.5);
            if (indexX >= 0 && indexX < size.X && indexY >= 0 && indexY < size.Y && indexZ >= 0 && indexZ < size.Z)
                target[x] = source[(int)indexX + (size.X * ((int)indexY + (size.Y * (int)indexZ)))];
        }
    }

    private void CopyRow(int x, int y, int z, Span<ushort> target)
    {
        VolumeSize size = Geometry.Size;
        if (y < 0 || y >= size.Y || z < 0 || z >= size.Z)
            return;
        int from = Math.Max(0, x);
        int to = (int)Math.Min(size.X, (long)x + target.Length);
        if (from < to)
            Slice(z).Slice((y * size.X) + from, to - from).CopyTo(target[(from - x)..]);
    }
}
