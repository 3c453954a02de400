using Dcmqi.Dicom;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads a TID 1500 document of any writer as what it says (PS3.16 TID 1500).</summary>
internal sealed class ReportReader
{
    private readonly DataSet _dataSet;
    private readonly ContainerItem _root;
    private readonly ContentReading _reading;

    private ReportReader(DataSet dataSet, ContainerItem root, List<string> warnings) =>
        (_dataSet, _root, _reading) = (dataSet, root, new ContentReading(warnings));

    public static MeasurementReportMetadata Read(DataSet dataSet, ContainerItem root, List<string> warnings) => new ReportReader(dataSet, root, warnings).Read();

    private MeasurementReportMetadata Read()
    {
        if (_root.TemplateIdentifier != "1500")
            _reading.Warnings.Add($"The document follows {(_root.TemplateIdentifier is null ? "no template that it names" : $"template {_root.TemplateIdentifier}")}; it is read as TID 1500.");
        List<ContainerItem> groupItems = GroupItems();
        List<ContainerItem> derived = _reading.TakeAll<ContainerItem>(_root, ReportCodes.DerivedImagingMeasurements);
        var placed = new HashSet<NumericItem>(groupItems.Concat(derived).SelectMany(item => item.Children).OfType<NumericItem>(), ReferenceEqualityComparer.Instance);
        var groups = new GroupReader(_reading, new MeasurementReader(_reading, placed));
        CodedItem? language = _reading.Take<CodedItem>(_root, ReportCodes.Language);
        foreach (ContentItem item in _reading.TakeAll<ContainerItem>(_root, ReportCodes.ImageLibrary).SelectMany(library => library.All()))
            _reading.Take(item);

        var defaults = new MeasurementReportMetadata();
        MeasurementReportMetadata metadata = DocumentReader.Read(_dataSet) with
        {
            Title = _root.Name ?? defaults.Title,
            Language = language?.Code ?? defaults.Language,
            CountryOfLanguage = language is null ? null : _reading.Code(language, ReportCodes.CountryOfLanguage),
            Observers = ObserverReader.Read(_root, _reading),
            ProceduresReported = [.. _reading.TakeAll<CodedItem>(_root, ReportCodes.ProcedureReported).Select(item => item.Code)],
            Groups = [.. groupItems.Select(groups.Read)],
            DerivedMeasurements = [.. derived.SelectMany(groups.Measurements)],
            QualitativeEvaluations = [.. _reading.TakeAll<ContainerItem>(_root, ReportCodes.QualitativeEvaluations).SelectMany(groups.Evaluations)],
        };
        _reading.TellOthers(_root);
        return metadata;
    }

    // Groups stand in Imaging Measurements; a writer of another template may have them elsewhere.
    private List<ContainerItem> GroupItems()
    {
        List<ContainerItem> groups =
        [
            .. _reading.TakeAll<ContainerItem>(_root, ReportCodes.ImagingMeasurements).SelectMany(item => _reading.TakeAll<ContainerItem>(item, ReportCodes.MeasurementGroup)),
        ];
        if (groups.Count > 0)
            return groups;
        groups = [.. _root.All().OfType<ContainerItem>().Where(item => item.IsNamed(ReportCodes.MeasurementGroup))];
        groups.ForEach(_reading.Take);
        if (groups.Count > 0)
            _reading.Warnings.Add($"{ReportCodes.MeasurementGroup} stands outside {ReportCodes.ImagingMeasurements}; it is read nevertheless.");
        return groups;
    }
}
