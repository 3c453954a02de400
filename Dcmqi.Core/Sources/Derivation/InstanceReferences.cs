using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>The Common Instance Reference Module (PS3.3 C.12.2): every instance that the object refers to, by series; those of other studies by study.</summary>
internal static class InstanceReferences
{
    /// <param name="dataSet">The object.</param>
    /// <param name="images">What it refers to; the first is of the object's own study.</param>
    public static void Set(DataSet dataSet, IEnumerable<SourceImage> images)
    {
        SourceImage[] all = [.. images];
        string ownStudy = all.Length == 0 ? "" : all[0].StudyInstanceUid;
        string? series = Array.Find(all, image => IsUid(image.SeriesInstanceUid))?.SeriesInstanceUid;
        Set(dataSet, ownStudy, all.Select(image => (StudyOf(image, all[0]), SeriesOf(image, series), OfInstance(image))));
    }

    /// <summary>Adds an instance to what an object refers to already.</summary>
    /// <param name="dataSet">The object.</param>
    /// <param name="study">Study Instance UID of the instance.</param>
    /// <param name="series">Series Instance UID of the instance.</param>
    /// <param name="instance">The reference to it.</param>
    public static void Add(DataSet dataSet, string study, string series, DataSet instance)
    {
        var others = dataSet.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence)
            .SelectMany(item => InstancesOf(item, item.GetString(Tags.StudyInstanceUID) ?? " "));
        string own = study == dataSet.GetString(Tags.StudyInstanceUID) ? "" : study;
        Set(dataSet, "", [.. InstancesOf(dataSet, ""), .. others, (own, series, instance)]);
    }

    // What an image does not say, or not as it should, is what the others say; it was told as a fault.
    private static string StudyOf(SourceImage image, SourceImage first) =>
        image.SeriesInstanceUid == first.SeriesInstanceUid || !IsUid(image.StudyInstanceUid) ? first.StudyInstanceUid : image.StudyInstanceUid;

    private static string SeriesOf(SourceImage image, string? other) =>
        IsUid(image.SeriesInstanceUid) ? image.SeriesInstanceUid : other ?? new UidGenerator($"series of {image.SopInstanceUid}").Next();

    private static bool IsUid(string text) => text.Length > 0 && ValueRules.Check(VR.UI, text) is null;

    /// <summary>All that several objects of one study refer to, each instance once.</summary>
    public static void SetUnion(DataSet dataSet, IEnumerable<DataSet> referring)
    {
        var own = referring.SelectMany(other => InstancesOf(other, ""));
        var others = referring
            .SelectMany(other => other.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence))
            .SelectMany(study => InstancesOf(study, study.GetString(Tags.StudyInstanceUID) ?? " "));
        Set(dataSet, "", own.Concat(others).DistinctBy(reference => (reference.Study, reference.Series, reference.Instance.GetString(Tags.ReferencedSOPInstanceUID))));
    }

    private static void Set(DataSet dataSet, string ownStudy, IEnumerable<(string Study, string Series, DataSet Instance)> references)
    {
        var studies = references.GroupBy(reference => reference.Study).ToList();
        dataSet.Remove(Tags.ReferencedSeriesSequence);
        dataSet.Remove(Tags.StudiesContainingOtherReferencedInstancesSequence);
        if (studies.Find(study => study.Key == ownStudy) is { } own)
            dataSet.SetItems(Tags.ReferencedSeriesSequence, SeriesOf(own));
        DataSet[] others = [.. studies.Where(study => study.Key != ownStudy).Select(OfStudy)];
        if (others.Length > 0)
            dataSet.SetItems(Tags.StudiesContainingOtherReferencedInstancesSequence, others);
    }

    private static IEnumerable<(string Study, string Series, DataSet Instance)> InstancesOf(DataSet item, string study) =>
        from series in item.GetItems(Tags.ReferencedSeriesSequence)
        from instance in series.GetItems(Tags.ReferencedInstanceSequence)
        select (study, series.GetString(Tags.SeriesInstanceUID) ?? "", instance);

    private static DataSet OfStudy(IGrouping<string, (string Study, string Series, DataSet Instance)> references)
    {
        var study = new DataSet();
        study.Set(Tags.StudyInstanceUID, references.Key);
        study.SetItems(Tags.ReferencedSeriesSequence, SeriesOf(references));
        return study;
    }

    private static DataSet[] SeriesOf(IEnumerable<(string Study, string Series, DataSet Instance)> references) =>
        [.. references.GroupBy(reference => reference.Series, (uid, some) => OfSeries(uid, some.Select(reference => reference.Instance)))];

    private static DataSet OfSeries(string uid, IEnumerable<DataSet> instances)
    {
        var series = new DataSet();
        series.Set(Tags.SeriesInstanceUID, uid);
        series.SetItems(Tags.ReferencedInstanceSequence, [.. instances]);
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
