using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SeveralSeriesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [Test]
    public void Build_TwoSeriesOfTwoStudies_RefersToBothWithTheirStudies()
    {
        VolumeGeometry coarse = new(new VolumeSize(3, 2, 5), Geometry.OriginMm, new Vector3d(1.5, 2.5, 2.5), Geometry.DirectionX, Geometry.DirectionY, Geometry.DirectionZ);
        IEnumerable<Stream> ct = Enumerable.Range(0, 5).Select(z => CtSeries.Stream(Geometry, z));
        IEnumerable<Stream> pet = Enumerable.Range(0, 5).Select(z => CtSeries.Stream(coarse, z, (_, image) =>
        {
            image.Set(Tags.SOPClassUID, Uids.PositronEmissionTomographyImageStorage);
            image.Set(Tags.SOPInstanceUID, $"2.25.400{z}");
            image.Set(Tags.SeriesInstanceUID, "2.25.401");
            image.Set(Tags.StudyInstanceUID, "2.25.402");
            image.Set(Tags.Modality, "PT");
        }));
        SourceImages source = SourceImages.Load(ct.Concat(pet));
        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(2)).AddLabelMap(Labels.Random(Geometry, 2, seed: 3)).Build();

        DataSet data = segmentation.DataSet;
        Assert.That(source.Volumes.Select(volume => volume.Description), Is.EqualTo(new[] { "CT series 2", "PT series 2" }));
        Assert.That(data.GetString(Tags.StudyInstanceUID), Is.EqualTo("2.25.1000"));
        Assert.That(data.GetItems(Tags.ReferencedSeriesSequence).Select(series => series.GetString(Tags.SeriesInstanceUID)), Is.EqualTo(new[] { CtSeries.SeriesUid }));
        DataSet other = data.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence).Single();
        Assert.That(other.GetString(Tags.StudyInstanceUID), Is.EqualTo("2.25.402"));
        Assert.That(other.GetItem(Tags.ReferencedSeriesSequence)!.GetItems(Tags.ReferencedInstanceSequence), Has.Count.EqualTo(5));
        Assert.That(segmentation.Validate(), Is.Empty);

        // The CT has the very pixels of the labels, the PET the plane only.
        int slice = segmentation.GetFrame(1).Slice;
        IReadOnlyList<DataSet> references = data.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0].GetItem(Tags.DerivationImageSequence)!.GetItems(Tags.SourceImageSequence);
        Assert.That(
            references.Select(item => (item.GetString(Tags.ReferencedSOPInstanceUID), item.GetString(Tags.SpatialLocationsPreserved))),
            Is.EqualTo(new[] { ($"2.25.2000{slice}", "YES"), ($"2.25.400{slice}", "NO") }));
        Segmentation converted = segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap });
        Assert.That(converted.Validate(), Is.Empty);
        Assert.That(converted.DataSet.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence), Has.Count.EqualTo(1));

        using var folder = new TemporaryFolder();
        segmentation.Save(folder["seg.dcm"]);
        DicomJudges.AssertSound(folder["seg.dcm"]);
    }
}
