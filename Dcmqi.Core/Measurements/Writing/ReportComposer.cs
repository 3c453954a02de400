using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Makes the content tree of a report (PS3.16 TID 1500).</summary>
internal sealed class ReportComposer(MeasurementReportMetadata metadata, ReportEvidence evidence, IReadOnlyList<ReportFile> images, UidGenerator uids)
{
    public ContainerItem Compose(IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var root = new ContainerItem { Name = metadata.Title, TemplateIdentifier = "1500" };
        CodedItem language = root.Add(ContentRelationship.HasConceptMod, CodedItem.Of(ReportCodes.Language, metadata.Language));
        MeasurementComposer.AddCode(language, ContentRelationship.HasConceptMod, ReportCodes.CountryOfLanguage, metadata.CountryOfLanguage);
        foreach (ReportObserver observer in metadata.Observers)
            AddObserver(root, observer);
        foreach (CodedConcept procedure in metadata.ProceduresReported.DefaultIfEmpty(ReportCodes.ImagingProcedure))
            root.Add(ContentRelationship.HasConceptMod, CodedItem.Of(ReportCodes.ProcedureReported, procedure));
        ContainerItem library = ImageLibraryComposer.Add(root);

        var measurements = new MeasurementComposer(evidence);
        if (metadata.Groups.Count > 0)
        {
            ContainerItem item = AddContainer(root, ReportCodes.ImagingMeasurements);
            var groups = new GroupComposer(evidence, measurements, uids);
            for (int index = 0; index < metadata.Groups.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                groups.Add(item, metadata.Groups[index]);
                progress?.Report(new ConversionProgress("Composing groups", index + 1, metadata.Groups.Count));
            }
        }

        if (metadata.DerivedMeasurements.Count > 0)
        {
            ContainerItem item = AddContainer(root, ReportCodes.DerivedImagingMeasurements);
            foreach (Measurement measurement in metadata.DerivedMeasurements)
                measurements.Add(item, measurement);
        }

        if (metadata.QualitativeEvaluations.Count > 0)
        {
            ContainerItem item = AddContainer(root, ReportCodes.QualitativeEvaluations);
            foreach (QualitativeEvaluation evaluation in metadata.QualitativeEvaluations)
                GroupComposer.AddEvaluation(item, evaluation);
        }

        measurements.Resolve();

        // Images that the document names elsewhere, such as those of an earlier study, are in the library too once something refers to them.
        ImageLibraryComposer.Fill(library, [.. images.Concat(evidence.ReferencedImages).DistinctBy(image => image.SopInstanceUid)], evidence);
        return root;
    }

    private static ContainerItem AddContainer(ContainerItem root, CodedConcept name) =>
        root.Add(ContentRelationship.Contains, new ContainerItem { Name = name });

    // TID 1002: the observer's type, then what TID 1003 or 1004 says of him or it.
    private void AddObserver(ContainerItem root, ReportObserver observer)
    {
        const ContentRelationship Context = ContentRelationship.HasObsContext;
        if (observer is PersonObserver person)
        {
            MeasurementComposer.AddCode(root, Context, ReportCodes.ObserverType, ReportCodes.Person);
            root.Add(Context, TextItem.Of(ContentValueType.PName, ReportCodes.PersonObserverName, person.Name));
            MeasurementComposer.AddText(root, Context, ReportCodes.PersonObserverOrganization, person.Organization);
            MeasurementComposer.AddCode(root, Context, ReportCodes.PersonObserverRoleInOrganization, person.RoleInOrganization);
            if (person.RoleInProcedure is null)
                return;
            CodedItem role = root.Add(Context, CodedItem.Of(ReportCodes.PersonObserverRoleInProcedure, person.RoleInProcedure));
            MeasurementComposer.AddText(role, Context, ReportCodes.PersonObserverIdentifier, person.Identifier);
        }
        else if (observer is DeviceObserver device)
        {
            MeasurementComposer.AddCode(root, Context, ReportCodes.ObserverType, ReportCodes.Device);
            root.Add(Context, TextItem.Of(ContentValueType.UidRef, ReportCodes.DeviceObserverUid, device.Uid ?? uids.Next()));
            MeasurementComposer.AddText(root, Context, ReportCodes.DeviceObserverName, device.Name);
            MeasurementComposer.AddText(root, Context, ReportCodes.DeviceObserverManufacturer, device.Manufacturer);
            MeasurementComposer.AddText(root, Context, ReportCodes.DeviceObserverModelName, device.ModelName);
            MeasurementComposer.AddText(root, Context, ReportCodes.DeviceObserverSerialNumber, device.SerialNumber);
            MeasurementComposer.AddText(root, Context, ReportCodes.DeviceObserverPhysicalLocation, device.PhysicalLocation);
            MeasurementComposer.AddCode(root, Context, ReportCodes.DeviceRoleInProcedure, device.RoleInProcedure);
        }
    }
}
