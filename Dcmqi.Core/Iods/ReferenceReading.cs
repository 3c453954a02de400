using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>What instances an object refers to, by series.</summary>
internal static class ReferenceReading
{
    /// <summary>What the Common Instance Reference Module (PS3.3 C.12.2) of images and the evidence of documents (PS3.3 C.17.2) name; where there is neither, the source images that frames name.</summary>
    public static IReadOnlyList<SeriesReference> Read(DataSet dataSet)
    {
        string ownStudy = dataSet.GetString(Tags.StudyInstanceUID) ?? "";
        var named = OfStudy(dataSet, ownStudy, Tags.ReferencedInstanceSequence)
            .Concat(dataSet.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence).SelectMany(study => OfStudy(study, StudyOf(study), Tags.ReferencedInstanceSequence)))
            .Concat(Evidence(dataSet))
            .Concat(Contoured(dataSet))
            .ToList();
        if (named.Count == 0)
            named.AddRange(SourceImages(dataSet).Select(image => (ownStudy, "", image)));
        return
        [
            .. named.Where(reference => reference.Instance.HasValue(Tags.ReferencedSOPInstanceUID)).GroupBy(reference => (reference.Study, reference.Series)).Select(series => new SeriesReference
            {
                StudyInstanceUid = series.Key.Study,
                SeriesInstanceUid = series.Key.Series,
                Instances = [.. series.Select(reference => InstanceOf(reference.Instance)).DistinctBy(instance => instance.SopInstanceUid)],
            }),
        ];
    }

    private static IEnumerable<(string Study, string Series, DataSet Instance)> Evidence(DataSet dataSet) =>
        from tag in new[] { Tags.CurrentRequestedProcedureEvidenceSequence, Tags.PertinentOtherEvidenceSequence }
        from study in dataSet.GetItems(tag)
        from reference in OfStudy(study, StudyOf(study), Tags.ReferencedSOPSequence)
        select reference;

    // PS3.3 C.8.8.5: structure sets name studies by an instance of a study, and images in a sequence of their own.
    private static IEnumerable<(string Study, string Series, DataSet Instance)> Contoured(DataSet dataSet) =>
        from frame in dataSet.GetItems(Tags.ReferencedFrameOfReferenceSequence)
        from study in frame.GetItems(Tags.RTReferencedStudySequence)
        from series in study.GetItems(Tags.RTReferencedSeriesSequence)
        from instance in series.GetItems(Tags.ContourImageSequence)
        select (study.GetString(Tags.ReferencedSOPInstanceUID) ?? "", series.GetString(Tags.SeriesInstanceUID) ?? "", instance);

    private static IEnumerable<(string Study, string Series, DataSet Instance)> OfStudy(DataSet item, string study, Tag instances) =>
        from series in item.GetItems(Tags.ReferencedSeriesSequence)
        from instance in series.GetItems(instances)
        select (study, series.GetString(Tags.SeriesInstanceUID) ?? "", instance);

    private static IEnumerable<DataSet> SourceImages(DataSet dataSet) =>
        dataSet.GetItems(Tags.SourceImageSequence).Concat(
            from groups in dataSet.GetItems(Tags.SharedFunctionalGroupsSequence).Concat(dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
            from derivation in groups.GetItems(Tags.DerivationImageSequence)
            from image in derivation.GetItems(Tags.SourceImageSequence)
            select image);

    private static string StudyOf(DataSet study) => study.GetString(Tags.StudyInstanceUID) ?? "";

    private static ImageReference InstanceOf(DataSet instance) => new()
    {
        SopInstanceUid = instance.GetString(Tags.ReferencedSOPInstanceUID)!,
        SopClassUid = instance.GetString(Tags.ReferencedSOPClassUID),
    };
}
