using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Reading what other writers write: each test changes a good object into one of theirs.</summary>
public class SegmentationTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(5, 3, 4);
    private static readonly Volume<ushort> Volume = Labels.Random(Geometry, 3, 7);

    [Test]
    public void Open_FramesPaddedToBytes_AreReadAndTold()
    {
        // 35 pixels are 5 bytes a frame when padded; as a continuous stream several frames take fewer.
        VolumeGeometry geometry = Grids.Oblique(7, 5, 4);
        Volume<ushort> volume = Labels.Random(geometry, 3, 7);
        Segmentation opened = Changed(geometry, volume, 3, dataSet =>
        {
            byte[] bits = dataSet.Find(Tags.PixelData)!.ToBulk().ToArray();
            int frames = dataSet.GetInt32(Tags.NumberOfFrames)!.Value;
            byte[] padded = new byte[frames * 5];
            for (int bit = 0; bit < frames * 35; bit++)
            {
                if ((bits[bit / 8] >> (bit % 8) & 1) != 0)
                    padded[(bit / 35 * 5) + (bit % 35 / 8)] |= (byte)(1 << (bit % 35 % 8));
            }

            dataSet.SetBytes(Tags.PixelData, VR.OB, padded);
        });

        Assert.That(opened.ToLabelMap(geometry).Voxels.SequenceEqual(volume.Voxels));
        Assert.That(opened.Warnings, Has.Some.Contains("as if each frame began on a byte"));
    }

    [Test]
    public void Open_SegmentIdentificationShared_IsRead()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        Volume<ushort> volume = Labels.Random(geometry, 1, 3);
        Segmentation opened = Changed(geometry, volume, 1, dataSet =>
        {
            dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Put(dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0].Find(Tags.SegmentIdentificationSequence)!);
            foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
                frame.Remove(Tags.SegmentIdentificationSequence);
        });

        Assert.That(opened.ToLabelMap(geometry).Voxels.SequenceEqual(volume.Voxels));
    }

    [Test]
    public void Open_OrientationPerFrame_IsRead()
    {
        Segmentation opened = Changed(dataSet =>
        {
            DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
            foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
            {
                frame.CopyFrom(shared, Tags.PlaneOrientationSequence);
                frame.CopyFrom(shared, Tags.PixelMeasuresSequence);
            }

            dataSet.Remove(Tags.SharedFunctionalGroupsSequence);
        });

        Assert.That(opened.ToLabelMap(Geometry).Voxels.SequenceEqual(Volume.Voxels));
    }

    [Test]
    public void Open_FramesInAnyOrder_AreRead()
    {
        Segmentation opened = Changed(dataSet =>
        {
            IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
            int[] order = [.. Enumerable.Range(0, frames.Count)];
            new Random(5).Shuffle(order);
            byte[] bits = dataSet.Find(Tags.PixelData)!.ToBulk().ToArray();
            byte[] shuffled = new byte[bits.Length];
            for (int frame = 0; frame < order.Length; frame++)
            {
                for (int pixel = 0; pixel < 15; pixel++)
                {
                    int from = (order[frame] * 15) + pixel;
                    int to = (frame * 15) + pixel;
                    if ((bits[from / 8] >> (from % 8) & 1) != 0)
                        shuffled[to / 8] |= (byte)(1 << (to % 8));
                }
            }

            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. order.Select(frame => frames[frame])]);
            dataSet.SetBytes(Tags.PixelData, VR.OB, shuffled);
        });

        Assert.That(opened.ToLabelMap(Geometry).Voxels.SequenceEqual(Volume.Voxels));
    }

    [Test]
    public void Open_AlgorithmTypeMissing_IsToldAndGivesValidMetadata()
    {
        Segmentation opened = Changed(dataSet => dataSet.GetItems(Tags.SegmentSequence)[1].Remove(Tags.SegmentAlgorithmType));

        Assert.That(opened.Segments[1].AlgorithmType, Is.Null);
        Assert.That(opened.Warnings, Has.Some.EqualTo("Segment 2: Segment Algorithm Type (0062,0008) is missing; AUTOMATIC, SEMIAUTOMATIC or MANUAL is expected."));
        Assert.That(SegmentationMetadata.Parse(opened.Metadata.ToJson()).SegmentAttributes[0], Has.Count.EqualTo(3));
    }

    [Test]
    public void Open_FewerFunctionalGroupsThanFrames_SaysSo()
    {
        DicomFormatException error = Assert.Throws<DicomFormatException>(() => Changed(dataSet =>
            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Skip(1)])))!;
        Assert.That(error.Message, Does.Match(@"^Per-Frame Functional Groups Sequence \(5200,9230\) has \d+ items; Number of Frames \(0028,0008\) is \d+\.$"));
    }

    [Test]
    public void Open_PixelDataTooShort_SaysSo()
    {
        DicomFormatException error = Assert.Throws<DicomFormatException>(() => Changed(dataSet => dataSet.SetBytes(Tags.PixelData, VR.OB, new byte[2])))!;
        Assert.That(error.Message, Does.Match(@"^Pixel Data \(7FE0,0010\) has 2 bytes; \d+ frames of 5 x 3 take \d+\.$"));
    }

    [Test]
    public void Open_FrameWithoutPosition_NamesFrameAndAttribute()
    {
        DicomFormatException error = Assert.Throws<DicomFormatException>(() => Changed(dataSet =>
            dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[2].Remove(Tags.PlanePositionSequence)))!;
        Assert.That(error.Message, Does.StartWith("Frame 3: Plane Position Sequence (0020,9113) / Image Position (Patient) (0020,0032) is missing"));
        Assert.That(error.AttributePath, Is.EqualTo("(5200,9230)[3]/(0020,9113)/(0020,0032)"));
    }

    [Test]
    public void Open_AnotherSopClass_NamesIt()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => Changed(dataSet => dataSet.Set(Tags.SOPClassUID, Uids.CTImageStorage)))!;
        Assert.That(error.Message, Does.Contain("CT Image Storage"));
    }

    [Test]
    public void ToMask_OneSegment_HoldsItsVoxelsOnly()
    {
        Segmentation opened = Changed(_ => { });
        Volume<byte> mask = opened.ToMask(2);
        LabelVolume labels = opened.ToLabelMap();

        Assert.That(mask.Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(label => (byte)(label == 2 ? 1 : 0))));
        Assert.That(() => opened.ToMask(4), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("The segments are 1, 2, 3."));
    }

    [Test]
    public void ToLabelMaps_PerSegment_GivesOneVolumeEach()
    {
        Segmentation opened = Changed(_ => { });
        LabelVolume[] volumes = [.. opened.ToLabelMaps(SegmentGrouping.PerSegment)];

        Assert.That(volumes.Select(volume => volume.Voxels.ToArray().Where(label => label != 0).Distinct().Single()), Is.EqualTo(new ushort[] { 1, 2, 3 }));
        Assert.That(opened.GetMetadata(SegmentGrouping.PerSegment).SegmentAttributes, Has.Count.EqualTo(3));
    }

    [Test]
    public void Geometry_SparsePositions_FillsTheGaps()
    {
        VolumeGeometry geometry = Grids.Oblique(4, 4, 9);
        var labels = new Volume<byte>(geometry);
        labels[1, 1, 1] = 1;
        labels[2, 1, 4] = 1;
        labels[3, 1, 8] = 1;
        Segmentation opened = Changed(geometry, labels, 1, _ => { });

        Assert.That(opened.Geometry.Size, Is.EqualTo(new VolumeSize(4, 4, 8)));
        Assert.That((opened.Geometry.OriginMm - geometry.IndexToPatient(0, 0, 1)).Length, Is.LessThan(1e-6));
        LabelVolume onSource = opened.ToLabelMap(geometry);
        Assert.That(onSource.Voxels.ToArray().Select(label => (byte)label), Is.EqualTo(labels.Voxels.ToArray()));
    }

    [Test]
    public void Metadata_RoundTrip_KeepsEveryKey()
    {
        SegmentAttributes full = new()
        {
            LabelId = 1,
            SegmentLabel = "Läsion",
            SegmentDescription = "A lesion; déjà vu",
            SegmentedPropertyCategory = new CodedConcept("49755003", "SCT", "Morphologically Altered Structure"),
            SegmentedPropertyType = new CodedConcept("4147007", "SCT", "Mass"),
            SegmentedPropertyTypeModifiers = [new CodedConcept("24028007", "SCT", "Right")],
            AnatomicRegion = new CodedConcept("39607008", "SCT", "Lung"),
            AnatomicRegionModifiers = [new CodedConcept("24028007", "SCT", "Right"), new CodedConcept("261183002", "SCT", "Upper")],
            AlgorithmType = SegmentAlgorithmType.Automatic,
            AlgorithmName = "Net 1.0",
            RecommendedDisplayRgb = new RgbColor(221, 130, 101),
            TrackingIdentifier = "Lesion 1",
            TrackingUid = "1.2.3",
        };
        SegmentationMetadata metadata = new()
        {
            ContentCreatorName = "Doe^John",
            ClinicalTrialSeriesId = "Session1",
            ClinicalTrialTimePointId = "1",
            ClinicalTrialCoordinatingCenterName = "BWH",
            ContentLabel = "LESIONS",
            ContentDescription = "Lesions of the lung",
            SeriesDescription = "Seg",
            SeriesNumber = "300",
            InstanceNumber = "2",
            BodyPartExamined = "CHEST",
            SegmentAttributes = [[full]],
        };
        SourceImages source = CtSeries.Load(Geometry, (_, image) => image.Remove(Tags.BodyPartExamined));
        var stream = new MemoryStream();
        new SegmentationBuilder(source, metadata).AddLabelMap(Labels.Random(Geometry, 1, 1)).Build().Save(stream);
        stream.Position = 0;

        Assert.That(Segmentation.Open(stream).Metadata.ToJson(), Is.EqualTo(metadata.ToJson()));
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    public void Open_KeepsNoFunctionalGroupsOfFrames(SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 60);
        var stream = new MemoryStream();
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(Labels.Random(geometry, 3, 7)).Build().Save(stream);
        Segmentation opened = Segmentation.Open(stream.ToArray());
        _ = opened.ToLabelMap();

        Assert.That(opened.DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).First(), Is.Not.SameAs(opened.DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).First()));
    }

    [Test]
    public void Open_WrongNumberOfFrames_IsToldBeforeWhatAFrameLacks() => Assert.That(
        () => Changed(dataSet =>
        {
            dataSet.Set(Tags.NumberOfFrames, 2);
            dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[1].Remove(Tags.PlanePositionSequence);
        }),
        Throws.InstanceOf<DicomFormatException>().With.Message.Contains("Number of Frames (0028,0008) is 2"));

    private static Segmentation Changed(Action<DataSet> change) => Changed(Geometry, Volume, 3, change);

    private static Segmentation Changed(VolumeGeometry geometry, Volume labels, int segments, Action<DataSet> change)
    {
        DataSet dataSet = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(segments)).AddLabelMap(labels).Build().DataSet;
        change(dataSet);
        var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
