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

    /// <summary>All that several objects refer to, each instance once.</summary>
    public static void SetUnion(DataSet dataSet, IEnumerable<DataSet> referring)
    {
        var instances = referring
            .SelectMany(other => other.GetItems(Tags.ReferencedSeriesSequence))
            .SelectMany(series => series.GetItems(Tags.ReferencedInstanceSequence).Select(instance => (Series: series.GetString(Tags.SeriesInstanceUID) ?? "", Instance: instance)))
            .DistinctBy(reference => (reference.Series, reference.Instance.GetString(Tags.ReferencedSOPInstanceUID)));
        DataSet[] union = [.. instances.GroupBy(reference => reference.Series, (uid, references) => Series(uid, references.Select(reference => reference.Instance)))];
        if (union.Length > 0)
            dataSet.SetItems(Tags.ReferencedSeriesSequence, union);
    }

    private static DataSet Series(string uid, IEnumerable<DataSet> instances)
    {
        var series = new DataSet();
        series.Set(Tags.SeriesInstanceUID, uid);
        series.SetItems(Tags.ReferencedInstanceSequence, [.. instances]);
        return series;
    }

    private static DataSet OfSeries(IGrouping<string, SourceImage> images) => Series(images.Key, images.Select(OfInstance));

    private static DataSet OfInstance(SourceImage image)
    {
        var instance = new DataSet();
        instance.Set(Tags.ReferencedSOPClassUID, image.SopClassUid);
        instance.Set(Tags.ReferencedSOPInstanceUID, image.SopInstanceUid);
        return instance;
    }
}
