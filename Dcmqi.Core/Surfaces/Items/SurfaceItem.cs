using System.Runtime.InteropServices;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Surfaces.Items;

/// <summary>Items of the Surface Sequence (PS3.3 C.27.1.1), as they are written.</summary>
internal static class SurfaceItem
{
    // CID 7162: both tracing and smoothing decide by the neighbours of a voxel or vertex.
    private static readonly CodedConcept Neighborhood = new("123101", "DCM", "Neighborhood Analysis");

    public static DataSet Of(int number, SurfaceMesh mesh, CieLabColor color, string version)
    {
        var item = new DataSet();
        item.Set(Tags.SurfaceNumber, number);
        if (mesh.Name is { Length: > 0 } name)
            item.Set(Tags.SurfaceComments, name);
        item.Set(Tags.SurfaceProcessing, mesh.UnsmoothedVolumeMm3 is null ? "NO" : "YES");
        if (mesh.UnsmoothedVolumeMm3 is not null)
        {
            // The ratio is that of what was left of the points: none was taken away.
            item.Set(Tags.SurfaceProcessingRatio, 1.0);
            item.SetItems(Tags.SurfaceProcessingAlgorithmIdentificationSequence, Algorithm("Windowed sinc", version));
        }

        item.Set(Tags.RecommendedDisplayGrayscaleValue, color.L);
        item.Set(Tags.RecommendedDisplayCIELabValue, color.L, color.A, color.B);
        item.Set(Tags.RecommendedPresentationOpacity, 1.0);
        item.Set(Tags.RecommendedPresentationType, "SURFACE");
        item.Set(Tags.FiniteVolume, mesh.IsClosed ? "YES" : "NO");
        item.Set(Tags.Manifold, mesh.IsManifold ? "YES" : "NO");
        item.SetItems(Tags.SurfacePointsSequence, Points(mesh));
        item.SetEmpty(Tags.SurfacePointsNormalsSequence);
        item.SetItems(Tags.SurfaceMeshPrimitivesSequence, Primitives(mesh));
        return item;
    }

    /// <summary>PS3.3 10.16, Algorithm Identification.</summary>
    public static DataSet Algorithm(string name, string version)
    {
        var item = new DataSet();
        item.SetItems(Tags.AlgorithmFamilyCodeSequence, CodeItem.Of(Neighborhood));
        item.Set(Tags.AlgorithmName, name);
        item.Set(Tags.AlgorithmVersion, version);
        return item;
    }

    private static DataSet Points(SurfaceMesh mesh)
    {
        float[] coordinates = new float[mesh.VerticesMm.Length];
        for (int index = 0; index < coordinates.Length; index++)
            coordinates[index] = (float)mesh.VerticesMm[index];
        var points = new DataSet();
        points.Set(Tags.NumberOfSurfacePoints, mesh.VertexCount);
        points.SetBytes(Tags.PointCoordinatesData, VR.OF, LittleEndian(MemoryMarshal.Cast<float, int>(coordinates), 0));
        return points;
    }

    private static DataSet Primitives(SurfaceMesh mesh)
    {
        var primitives = new DataSet();
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.TriangleStripSequence, Tags.TriangleFanSequence, Tags.LineSequence, Tags.FacetSequence, Tags.LongVertexPointIndexList, Tags.LongEdgePointIndexList])
            primitives.SetEmpty(tag);

        // Points are counted from 1.
        primitives.SetBytes(Tags.LongTrianglePointIndexList, VR.OL, LittleEndian(mesh.Triangles, 1));
        return primitives;
    }

    private static ReadOnlyMemory<byte> LittleEndian(ReadOnlySpan<int> numbers, int added)
    {
        byte[] bytes = new byte[checked(4 * numbers.Length)];
        for (int index = 0; index < numbers.Length; index++)
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), numbers[index] + added);
        return bytes;
    }
}
