using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Surfaces.Files;
using Dcmqi.Surfaces.Items;

namespace Dcmqi.Surfaces;

/// <summary>The rules of PS3.3 C.8.23.1 and C.27.1 that tie values to one another.</summary>
internal static class SurfaceRules
{
    private const string Segments = "PS3.3 C.8.23.1", Surfaces = "PS3.3 C.27.1";

    public static void Check(DataSet dataSet, FindingList findings)
    {
        findings.Expect(dataSet, Tags.Modality, "PS3.3 C.8.20.1", "SEG");
        IReadOnlyList<DataSet> surfaces = dataSet.GetItems(Tags.SurfaceSequence);
        if (dataSet.GetInt64(Tags.NumberOfSurfaces) is { } count && count != surfaces.Count)
            findings.Add(ValidationSeverity.Error, Tags.NumberOfSurfaces, string.Create(CultureInfo.InvariantCulture, $"is {count}; {((Tag)Tags.SurfaceSequence).Describe()} has {Counted.Of(surfaces.Count, "item")}"), Surfaces);
        var numbers = new HashSet<int>();
        for (int index = 0; index < surfaces.Count; index++)
        {
            findings.Enter(Tags.SurfaceSequence, index);
            if (surfaces[index].GetInt32(Tags.SurfaceNumber) is { } number && !numbers.Add(number))
                findings.Add(ValidationSeverity.Error, Tags.SurfaceNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}, as in an item before"), Surfaces);
            CheckSurface(surfaces[index], findings);
            findings.Leave();
        }

        CheckReferences(dataSet.GetItems(Tags.SegmentSequence), numbers, findings);
    }

    private static void CheckSurface(DataSet surface, FindingList findings)
    {
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SurfaceProcessing, Tags.FiniteVolume, Tags.Manifold])
            findings.Expect(surface, tag, Surfaces, "YES", "NO", "UNKNOWN");
        findings.Expect(surface, Tags.RecommendedPresentationType, Surfaces, "SURFACE", "WIREFRAME", "POINTS");
        var parts = new MeshParts();
        try
        {
            new SurfaceReading(parts).Add(surface);
        }
        catch (DicomFormatException fault)
        {
            findings.Add(ValidationSeverity.Error, Tags.SurfaceMeshPrimitivesSequence, $"cannot be read: {fault.Message.TrimEnd('.')}", Surfaces);
            return;
        }

        SurfaceMesh mesh = parts.ToMesh(isRas: false, []);
        if (surface.GetString(Tags.FiniteVolume) == "YES" && !mesh.IsClosed)
            findings.Add(ValidationSeverity.Warning, Tags.FiniteVolume, $"is YES; {Counted.Of(mesh.OpenEdges, "edge", "does", "do")} not join two triangles", Surfaces);
        if (surface.GetString(Tags.Manifold) == "YES" && !mesh.IsManifold)
            findings.Add(ValidationSeverity.Warning, Tags.Manifold, "is YES; the surface has edges or vertices at which it is none", Surfaces);
    }

    private static void CheckReferences(IReadOnlyList<DataSet> segments, HashSet<int> numbers, FindingList findings)
    {
        for (int index = 0; index < segments.Count; index++)
        {
            findings.Enter(Tags.SegmentSequence, index);
            IReadOnlyList<DataSet> references = segments[index].GetItems(Tags.ReferencedSurfaceSequence);
            if (segments[index].GetInt64(Tags.SurfaceCount) is { } count && count != references.Count)
                findings.Add(ValidationSeverity.Error, Tags.SurfaceCount, string.Create(CultureInfo.InvariantCulture, $"is {count}; {((Tag)Tags.ReferencedSurfaceSequence).Describe()} has {Counted.Of(references.Count, "item")}"), Segments);
            foreach (int number in references.Select(reference => reference.GetInt32(Tags.ReferencedSurfaceNumber)).OfType<int>().Where(number => !numbers.Contains(number)))
                findings.Add(ValidationSeverity.Error, Tags.ReferencedSurfaceSequence, string.Create(CultureInfo.InvariantCulture, $"names surface {number}, which {((Tag)Tags.SurfaceSequence).Describe()} does not have"), Segments);
            findings.Leave();
        }
    }
}
