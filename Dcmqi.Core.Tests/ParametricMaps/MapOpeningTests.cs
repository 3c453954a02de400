using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>What opening reads of functional groups, and what it keeps of them.</summary>
public sealed class MapOpeningTests
{
    // One quantity, several, and several at one place.
    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(2, 4)]
    public void Open_KeepsNoFunctionalGroupsOfFrames(int quantities, int times)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 60);
        var builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc);
        for (int quantity = 0; quantity < quantities; quantity++)
        {
            float[] values = [.. Enumerable.Range(0, times).SelectMany(time => Maps.Float(geometry, (10 * quantity) + time).Voxels.ToArray())];
            builder.AddVolume(new Volume<float>(geometry, values, times > 1 ? VolumeComponentAxis.Time : VolumeComponentAxis.None, times), quantity == 0 ? Maps.Adc : Maps.Transfer with { SeriesNumber = $"{quantity}", MeasurementMethod = quantity == 1 ? null : Maps.Ktrans });
        }

        ParametricMap opened = Maps.Reopened(builder.Build());
        Volume<float> back = opened.ToVolume();

        Assert.That((opened.Volumes.Count, back.Components), Is.EqualTo((quantities * times, quantities * times)));
        Assert.That(opened.DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).First(), Is.Not.SameAs(opened.DataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence).First()));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Open_DimensionIndexValuesThatAreNoNumbers_CountWhereTheyAreNeeded(int volumes)
    {
        VolumeGeometry geometry = Grids.Axial(3, 2, 2);
        var built = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc);
        for (int volume = 0; volume < volumes; volume++)
            built.AddVolume(Maps.Float(geometry, volume));
        ParametricMap Open() => Maps.Changed(built.Build(), dataSet =>
        {
            dataSet.GetItems(Tags.DimensionIndexSequence)[0].SetTags(Tags.DimensionIndexPointer, Tag.FromValue(Tags.FrameLabel));
            dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[^1].GetItem(Tags.FrameContentSequence)!.Set(Tags.DimensionIndexValues, VR.LO, "one");
        });

        if (volumes == 1)
            Assert.That(Open().Volumes, Has.Count.EqualTo(1));
        else
            Assert.That(Open, Throws.InstanceOf<DicomFormatException>().With.Message.Contains("Dimension Index Values (0020,9157) has VR LO"));
    }
}
