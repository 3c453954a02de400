using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The Common Instance Reference Module (PS3.3 C.12.2): every instance that the object refers to, by series.</summary>
internal static class InstanceReferences
{
    public static void Set(DataSet dataSet, IEnumerable<SourceImage> images)
    {
        DataSet[] series = [.. images.GroupBy(image => image.SeriesInstanceUid).Select(OfSeries)];
        if (series.Length > 0)
            dataSet.SetItems(Tags.ReferencedSeriesSequence, series);
    }

    private static DataSet OfSeries(IGrouping<string, SourceImage> images)
    {
        var series = new DataSet();
        series.Set(Tags.SeriesInstanceUID, images.Key);
        series.SetItems(Tags.ReferencedInstanceSequence, [.. images.Select(OfInstance)]);
        return series;
    }

    private static DataSet OfInstance(SourceImage image)
    {
        var instance = new DataSet();
        instance.Set(Tags.ReferencedSOPClassUID, image.SopClassUid);
        instance.Set(Tags.ReferencedSOPInstanceUID, image.SopInstanceUid);
        return instance;
    }
}
