using System.Buffers.Binary;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Surfaces;

public sealed class SurfaceSegmentationTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(23, 17, 5);

    [Test]
    public void Build_Segmentation_SaysWhatItSaidAndGivesTheVoxelsBack()
    {
        SourceImages ct = CtSeries.Load(Geometry);
        using Segmentation seg = Segments(ct);
        using SurfaceSegmentation built = new SurfaceSegmentationBuilder(ct, new SegmentationMetadata { SeriesDescription = "Seven", ContentLabel = "SURF" }).AddSegmentation(seg).Build();
        using SurfaceSegmentation back = Reopened(built);
        Assert.That(back.Warnings, Is.Empty);
        Assert.That(back.Validate(), Is.Empty);
        Assert.That(back.ToString(), Is.EqualTo("SurfaceSegmentation: 3 segments, 3 surfaces"));
        Assert.That(back.Segments.Select(segment => segment.Label), Is.EqualTo(seg.Segments.Select(segment => segment.Label)));
        Assert.That(back.Segments.Select(segment => segment.PropertyType), Is.EqualTo(seg.Segments.Select(segment => segment.PropertyType)));
        Assert.That(back.Segments.Select(segment => segment.DisplayCieLab), Is.EqualTo(seg.Segments.Select(segment => segment.DisplayCieLab)));
        Assert.That(back.FrameOfReferenceUid, Is.EqualTo(ct.FrameOfReferenceUid));
        Assert.That(back.References.SelectMany(series => series.Instances).Count(), Is.EqualTo(6), "five images and the segmentation");
        foreach (Segment segment in back.Segments)
        {
            SurfaceMesh mesh = back.ToMesh(segment.Number);
            Assert.That((mesh.Name, mesh.Color), Is.EqualTo((segment.Label, segment.DisplayColor)));
            Assert.That(mesh.IsManifold);
            Assert.That(mesh.ToMask(Geometry).Voxels.SequenceEqual(((Volume<byte>)seg.ToMask(segment.Number).ResampleTo(Geometry, Resampling.NearestNeighbor)).Voxels));
        }

        Assert.That(() => back.ToMesh(4), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Build_EmptySegment_IsLeftOutWithAWarning()
    {
        var builder = new SurfaceSegmentationBuilder(CtSeries.Load(Geometry));
        builder.AddMesh(SurfaceMesh.From(new Volume<byte>(Geometry)), Labels.Segment(1, "None"));
        Assert.That(builder.Build, Throws.TypeOf<ConversionException>().With.Message.Contains("No segment has a voxel"));
        using SurfaceSegmentation built = builder.AddMesh(SurfaceFileTests.Box(2).WithAppearance("x", new RgbColor(255, 0, 0)), Labels.Segment(2, "Box") with { RecommendedDisplayRgb = null }).Build();
        Assert.That(built.Warnings, Has.Some.EqualTo("'None' has no voxel; it is left out."));
        Assert.That(built.Segments.Single().DisplayColor, Is.EqualTo(new RgbColor(255, 0, 0)));
        Assert.That(built.ToMesh(1).VolumeMm3, Is.EqualTo(8).Within(1e-6));
    }

    [Test]
    public void Build_WhatDoesNotGoTogether_IsRefused()
    {
        SourceImages ct = CtSeries.Load(Geometry);
        using Segmentation seg = Segments(ct);
        SourceImages other = CtSeries.Load(Geometry, (_, image) => image.Set(Tags.FrameOfReferenceUID, "2.25.8"));
        Assert.That(() => new SurfaceSegmentationBuilder(other).AddSegmentation(seg), Throws.TypeOf<ConversionException>().With.Message.Contains("2.25.8"));
        Assert.That(() => new SurfaceSegmentationBuilder(ct).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("Nothing was added"));
        Assert.That(() => new SurfaceSegmentationBuilder(ct).AddSegmentation(seg, [9]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new EncapsulatedSurfaceBuilder(ct, SurfaceFormat.Glb), Throws.ArgumentException);
        Assert.That(() => new EncapsulatedSurfaceBuilder(ct, SurfaceFormat.Stl) { SeriesDescription = new string('x', 65) }.Build(), Throws.TypeOf<ConversionException>().With.Property(nameof(ConversionException.Faults)).Count.EqualTo(2));
    }

    [Test]
    public void Open_StripsFansFacetsAndRetiredLists_AreRead()
    {
        using SurfaceSegmentation built = new SurfaceSegmentationBuilder(CtSeries.Load(Geometry)).AddMesh(SurfaceFileTests.Box(2), Labels.Segment(1, "Box")).Build();
        SurfaceMesh box = SurfaceFileTests.Box(2);
        SurfaceMesh mesh = Changed(built, primitives =>
        {
            // Corners counted from 1, as Boxes numbers them from 0: the sides by a strip, two ends by a fan and a facet, the rest by lists.
            primitives.Remove(Tags.LongTrianglePointIndexList);
            primitives.SetBytes(Tags.TrianglePointIndexList, VR.OW, Words(1, 3, 4, 1, 4, 2));
            primitives.SetItems(Tags.TriangleFanSequence, List(Tags.LongPrimitivePointIndexList, VR.OL, Longs(5, 6, 8, 7)));
            primitives.SetItems(Tags.FacetSequence, List(Tags.PrimitivePointIndexList, VR.OW, Words(1, 2, 6, 5)));
            primitives.SetItems(Tags.TriangleStripSequence, List(Tags.LongPrimitivePointIndexList, VR.OL, Longs(2, 4, 6, 8)), List(Tags.LongPrimitivePointIndexList, VR.OL, Longs(4, 3, 8, 7)), List(Tags.LongPrimitivePointIndexList, VR.OL, Longs(3, 1, 7, 5)));
        });
        Assert.That((mesh.TriangleCount, mesh.IsClosed), Is.EqualTo((12, true)));
        Assert.That(mesh.VolumeMm3, Is.EqualTo(box.VolumeMm3).Within(1e-6));
    }

    [Test]
    public void Open_WhatDoesNotMatch_IsRefused()
    {
        using SurfaceSegmentation built = new SurfaceSegmentationBuilder(CtSeries.Load(Geometry)).AddMesh(SurfaceFileTests.Box(2), Labels.Segment(1, "Box")).Build();
        Assert.That(() => Changed(built, primitives => primitives.SetBytes(Tags.LongTrianglePointIndexList, VR.OL, Longs(1, 2, 9))), Throws.TypeOf<DicomFormatException>().With.Message.EqualTo("Surface 1: Long Triangle Point Index List (0066,0041) names point 9; there are 8, counted from 1."));
        Assert.That(() => Changed(built, primitives => primitives.SetBytes(Tags.LongTrianglePointIndexList, VR.OL, Longs(1, 2, 0))), Throws.TypeOf<DicomFormatException>().With.Message.Contains("names point 0"));
        Assert.That(() => Changed(built, primitives => primitives.SetBytes(Tags.LongTrianglePointIndexList, VR.OL, Longs(1, 2))), Throws.TypeOf<DicomFormatException>().With.Message.Contains("has 2 values"));
        Assert.That(() => Changed(built, _ => { }, points => points.Set(Tags.NumberOfSurfacePoints, 2_000_000_000)), Throws.TypeOf<DicomFormatException>().With.Message.Contains("has 96 bytes; Number of Surface Points (0066,0015) is 2000000000, which take 24000000000"));
        Assert.That(() => Changed(built, _ => { }, points => points.SetBytes(Tags.PointCoordinatesData, VR.OF, new byte[] { 0, 0, 0xC0, 0x7F }.Concat(new byte[92]).ToArray())), Throws.TypeOf<DicomFormatException>().With.Message.Contains("coordinates are finite"));
    }

    [Test]
    public void Validate_WhatDiffers_IsFound()
    {
        using SurfaceSegmentation built = new SurfaceSegmentationBuilder(CtSeries.Load(Geometry)).AddMesh(SurfaceFileTests.Box(2), Labels.Segment(1, "Box")).Build();
        DataSet other = built.DataSet.Clone();
        other.Set(Tags.NumberOfSurfaces, 3);
        other.Remove(Tags.ContentLabel);
        DataSet surface = other.GetItem(Tags.SurfaceSequence)!;
        surface.Remove(Tags.RecommendedPresentationOpacity);
        surface.GetItem(Tags.SurfaceMeshPrimitivesSequence)!.SetBytes(Tags.LongTrianglePointIndexList, VR.OL, Longs(1, 2, 3));
        other.GetItem(Tags.SegmentSequence)!.GetItem(Tags.ReferencedSurfaceSequence)!.Set(Tags.ReferencedSurfaceNumber, 7);
        string[] found = [.. Written(other, SurfaceSegmentation.Open).Validate().Select(finding => finding.ToString())];
        foreach (string expected in (string[])["Number of Surfaces (0066,0001)", "Content Label (0070,0080)", "Recommended Presentation Opacity (0066,000C)", "is YES; 3 edges do not join two triangles", "names surface 7"])
            Assert.That(found, Has.Some.Contains(expected));
    }

    [TestCase(SurfaceFormat.Stl)]
    [TestCase(SurfaceFormat.Obj)]
    public void Encapsulated_ComesBackAsItWasPutIn(SurfaceFormat format)
    {
        using EncapsulatedSurface built = new EncapsulatedSurfaceBuilder(CtSeries.Load(Geometry), format).AddMesh(SurfaceFileTests.Box(2).WithAppearance("One\\", null)).AddMesh(SurfaceFileTests.Box(3).WithAppearance("Two", null)).Build();
        var stream = new MemoryStream();
        built.Save(stream);
        stream.Position = 0;
        using EncapsulatedSurface back = EncapsulatedSurface.Open(stream);
        Assert.That((back.Format, back.Title), Is.EqualTo((format, "One/, Two")));
        Assert.That(back.Validate(), Is.Empty);
        var plain = new MemoryStream();
        SurfaceFile.Write(plain, format, [SurfaceFileTests.Box(2).WithAppearance("One\\", null), SurfaceFileTests.Box(3).WithAppearance("Two", null)]);
        Assert.That(back.ReadDocument().ToArray(), Is.EqualTo(plain.ToArray()));
        Assert.That(back.ToMeshes().Sum(mesh => mesh.VolumeMm3), Is.EqualTo(8 + 27).Within(1e-5));
        Assert.That(back.ToMeshes(), Has.Count.EqualTo(format == SurfaceFormat.Obj ? 2 : 1));
        DataSet other = back.DataSet.Clone();
        other.SetItems(Tags.MeasurementUnitsCodeSequence, Dcmqi.Iods.CodeItem.Of(new CodedConcept("cm", "UCUM", "cm")));
        Assert.That(Written(other, EncapsulatedSurface.Open).ToMeshes().Sum(mesh => mesh.VolumeMm3), Is.EqualTo(35000).Within(0.01));
        other.Set(Tags.EncapsulatedDocumentLength, 9_999_999);
        Assert.That(() => Written(other, EncapsulatedSurface.Open).ReadDocument(), Throws.TypeOf<DicomFormatException>().With.Message.Contains("is 9999999"));
        Assert.That(() => SurfaceSegmentation.Open(new MemoryStream(stream.ToArray())), Throws.TypeOf<NotSupportedException>());
    }

    internal static Segmentation Segments(SourceImages ct) => new SegmentationBuilder(ct, Labels.Metadata(3)).AddLabelMap(Labels.Random(Geometry, 3, 5)).Build();

    private static SurfaceSegmentation Reopened(SurfaceSegmentation built)
    {
        var stream = new MemoryStream();
        built.Save(stream);
        stream.Position = 0;
        return SurfaceSegmentation.Open(stream);
    }

    private static SurfaceMesh Changed(SurfaceSegmentation built, Action<DataSet> changePrimitives, Action<DataSet>? changePoints = null)
    {
        DataSet other = built.DataSet.Clone();
        DataSet surface = other.GetItem(Tags.SurfaceSequence)!;
        changePrimitives(surface.GetItem(Tags.SurfaceMeshPrimitivesSequence)!);
        changePoints?.Invoke(surface.GetItem(Tags.SurfacePointsSequence)!);
        return Written(other, SurfaceSegmentation.Open).ToMesh(1);
    }

    private static T Written<T>(DataSet dataSet, Func<Stream, OpenOptions?, T> open)
    {
        var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return open(stream, null);
    }

    private static DataSet List(Tag tag, VR vr, byte[] bytes)
    {
        var item = new DataSet();
        item.SetBytes(tag, vr, bytes);
        return item;
    }

    private static byte[] Words(params ushort[] numbers)
    {
        byte[] bytes = new byte[2 * numbers.Length];
        for (int index = 0; index < numbers.Length; index++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * index), numbers[index]);
        return bytes;
    }

    private static byte[] Longs(params int[] numbers)
    {
        byte[] bytes = new byte[4 * numbers.Length];
        for (int index = 0; index < numbers.Length; index++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), numbers[index]);
        return bytes;
    }
}
