using Dcmqi.Surfaces.Meshing;

namespace Dcmqi;

public sealed partial class SurfaceMesh
{
    /// <summary>Returns the voxels that the surface encloses on a grid: 1 inside, 0 outside. A voxel is inside if its centre is.</summary>
    /// <param name="geometry">The grid, in the frame of reference of the surface.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A mask; its <see cref="Volume.Warnings"/> say where a surface that is not closed leaves doubt.</returns>
    /// <remarks>The rule is that of contours: even-odd along rows of the grid, in half-open intervals, nothing rounded. Which way round triangles go does not matter. Where two closed parts of one surface overlap, what both enclose is outside.</remarks>
    /// <exception cref="NotSupportedException">The grid has more than 2,147,483,591 voxels.</exception>
    public Volume<byte> ToMask(VolumeGeometry geometry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var mask = new Volume<byte>(geometry);
        int oddRows = new MeshScanner(this, geometry).Fill(mask, cancellationToken);
        string[] warnings = oddRows == 0
            ? []
            : [$"{(Name is null ? "The surface" : $"'{Name}'")} is not closed ({Counted.Of(OpenEdges, "edge", "does", "do")} not join two triangles), and {Counted.Of(oddRows, "row")} of the grid leave it more or less often than they enter it; voxels behind the last crossing were left outside."];
        return new Volume<byte>(geometry, mask.VoxelArray) { Name = Name, Warnings = warnings };
    }
}
