using Dcmqi.Dicom;

namespace Dcmqi.Measurements;

/// <summary>The files that a report is given and the instances that these refer to: where class, series and study of a reference are looked up.</summary>
internal sealed class ReportEvidence
{
    private readonly Dictionary<string, KnownInstance> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImageReference> _referenced = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ReportFile> _files;

    public ReportEvidence(IReadOnlyList<ReportFile> files)
    {
        _files = files;
        foreach (ReportFile file in files)
            _known.TryAdd(file.SopInstanceUid, new KnownInstance(file.StudyInstanceUid, file.SeriesInstanceUid, file.SopClassUid, file.SopInstanceUid, file));
        foreach (ReportFile file in files)
        {
            AddReferences(file.Header, file.StudyInstanceUid);
            foreach (DataSet study in file.Header.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence))
                AddReferences(study, study.GetString(Tags.StudyInstanceUID));
        }
    }

    /// <summary>The references that were resolved, each instance once.</summary>
    public IEnumerable<ImageReference> Referenced => _referenced.Values;

    /// <summary>The images given that something refers to.</summary>
    public IEnumerable<ReportFile> ReferencedImages => Referenced.Select(reference => Find(reference.SopInstanceUid)?.File).OfType<ReportFile>().Where(file => file.IsImage);

    public KnownInstance? Find(string sopInstanceUid) => _known.GetValueOrDefault(sopInstanceUid);

    /// <summary>The SOP class of a reference, from where it is known.</summary>
    public string? ClassOf(ImageReference reference, string? otherwise = null) =>
        reference.SopClassUid ?? Find(reference.SopInstanceUid)?.SopClassUid ?? otherwise;

    /// <summary>Completes a reference, and takes it up into the evidence.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="otherwise">The SOP class where nothing else tells it.</param>
    public ImageReference Resolve(ImageReference reference, string? otherwise = null)
    {
        ImageReference resolved = reference with { SopClassUid = ClassOf(reference, otherwise) };
        _referenced.TryAdd(resolved.SopInstanceUid, resolved);
        return resolved;
    }

    /// <summary>Writes the evidence (PS3.3 C.17.2): all files given and all that is referred to; what is of another study is other evidence.</summary>
    /// <param name="dataSet">The document.</param>
    /// <param name="studyInstanceUid">Its study.</param>
    /// <param name="warnings">Takes the references whose series nobody knows.</param>
    public void WriteTo(DataSet dataSet, string studyInstanceUid, List<string> warnings)
    {
        List<KnownInstance> evidence = [.. _files.Select(file => Find(file.SopInstanceUid)!).DistinctBy(instance => instance.SopInstanceUid)];
        foreach (ImageReference reference in Referenced)
        {
            KnownInstance? known = Find(reference.SopInstanceUid);
            if (known is null)
                warnings.Add($"{Uids.NameOf(reference.SopClassUid ?? "")} {reference.SopInstanceUid} is referred to, but is not among the files given; the report cannot say to which series and study it belongs.");
            else if (known.File is null)
                warnings.Add($"{Uids.NameOf(known.SopClassUid)} {known.SopInstanceUid} is referred to, but is not among the files given; its series is known from one of them.");
            if (known is { File: null })
                evidence.Add(known);
        }

        DataSet[] current = Studies(evidence.Where(instance => instance.StudyInstanceUid == studyInstanceUid));
        DataSet[] other = Studies(evidence.Where(instance => instance.StudyInstanceUid != studyInstanceUid));
        if (current.Length > 0)
            dataSet.SetItems(Tags.CurrentRequestedProcedureEvidenceSequence, current);
        if (other.Length > 0)
            dataSet.SetItems(Tags.PertinentOtherEvidenceSequence, other);
    }

    /// <summary>The Hierarchical SOP Instance Reference Macro (PS3.3 C.17.2.1).</summary>
    public static DataSet[] Studies(IEnumerable<KnownInstance> instances) =>
    [
        .. instances.GroupBy(instance => instance.StudyInstanceUid, (study, ofStudy) =>
        {
            var item = new DataSet();
            item.Set(Tags.StudyInstanceUID, study);
            item.SetItems(Tags.ReferencedSeriesSequence, [.. ofStudy.GroupBy(instance => instance.SeriesInstanceUid, Series)]);
            return item;
        }),
    ];

    private static DataSet Series(string seriesInstanceUid, IEnumerable<KnownInstance> instances)
    {
        var item = new DataSet();
        item.Set(Tags.SeriesInstanceUID, seriesInstanceUid);
        item.SetItems(Tags.ReferencedSOPSequence, [.. instances.Select(instance =>
        {
            var reference = new DataSet();
            reference.Set(Tags.ReferencedSOPClassUID, instance.SopClassUid);
            reference.Set(Tags.ReferencedSOPInstanceUID, instance.SopInstanceUid);
            return reference;
        })]);
        return item;
    }

    // PS3.3 C.12.2, Common Instance Reference: a segmentation tells of its source images without their being given.
    private void AddReferences(DataSet referring, string? studyInstanceUid)
    {
        foreach (DataSet series in referring.GetItems(Tags.ReferencedSeriesSequence))
        {
            foreach (DataSet instance in series.GetItems(Tags.ReferencedInstanceSequence))
            {
                if (studyInstanceUid is not null && series.GetString(Tags.SeriesInstanceUID) is { } seriesUid
                    && instance.GetString(Tags.ReferencedSOPClassUID) is { } sopClass && instance.GetString(Tags.ReferencedSOPInstanceUID) is { } uid)
                {
                    _known.TryAdd(uid, new KnownInstance(studyInstanceUid, seriesUid, sopClass, uid, null));
                }
            }
        }
    }
}
