using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Writes the modules of an SR document apart from its content (PS3.3 A.35.2.3, C.17.1, C.17.2).</summary>
internal sealed class DocumentComposer(MeasurementReportMetadata metadata, UidGenerator uids, DateTimeOffset now, List<string> warnings)
{
    private static readonly string[] InheritedModules =
        ["patient", "clinical-trial-subject", "general-study", "patient-study", "clinical-trial-study"];

    /// <summary>Takes patient and study over from the header of a file, or what stands for one.</summary>
    /// <exception cref="ConversionException">Values to inherit are at fault and <see cref="SourceRepair.Reject"/> was asked for.</exception>
    public void Inherit(DataSet dataSet, DataSet header, string name, SourceRepair repair)
    {
        var faults = new FaultList(repair);
        InheritedAttributes.Copy(header, name, dataSet, InheritedModules, faults, uids);
        faults.ThrowIfAny();
        warnings.AddRange(faults.Warnings);
    }

    public void SetModules(DataSet dataSet, string sopClassUid, string? institution)
    {
        string date = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string time = now.ToString("HHmmss", CultureInfo.InvariantCulture);

        // PS3.3 C.12.1, SOP Common.
        dataSet.Set(Tags.SOPClassUID, sopClassUid);
        dataSet.Set(Tags.SOPInstanceUID, uids.Next());
        dataSet.Set(Tags.InstanceCreationDate, date);
        dataSet.Set(Tags.InstanceCreationTime, time);

        // PS3.3 C.17.1, SR Document Series.
        dataSet.Set(Tags.Modality, "SR");
        dataSet.Set(Tags.SeriesInstanceUID, uids.Next());
        dataSet.Set(Tags.SeriesNumber, metadata.SeriesNumber ?? "400");
        dataSet.Set(Tags.SeriesDate, date);
        dataSet.Set(Tags.SeriesTime, time);
        dataSet.Set(Tags.SeriesDescription, metadata.SeriesDescription ?? "Measurements");
        dataSet.SetEmpty(Tags.ReferencedPerformedProcedureStepSequence);

        // PS3.3 C.17.2, SR Document General.
        dataSet.Set(Tags.InstanceNumber, metadata.InstanceNumber ?? "1");
        dataSet.Set(Tags.ContentDate, date);
        dataSet.Set(Tags.ContentTime, time);
        dataSet.SetEmpty(Tags.PerformedProcedureCodeSequence);
        dataSet.Set(Tags.CompletionFlag, metadata.CompletionFlag == CompletionFlag.Complete ? "COMPLETE" : "PARTIAL");
        if (metadata.CompletionFlagDescription is not null)
            dataSet.Set(Tags.CompletionFlagDescription, metadata.CompletionFlagDescription);
        SetVerification(dataSet, institution);
        SetPredecessors(dataSet);
    }

    private void SetVerification(DataSet dataSet, string? institution)
    {
        VerifyingObserver[] observers = Observers(institution);
        dataSet.Set(Tags.VerificationFlag, observers.Length > 0 ? "VERIFIED" : "UNVERIFIED");
        if (observers.Length == 0)
            return;
        dataSet.SetItems(Tags.VerifyingObserverSequence, Array.ConvertAll(observers, observer =>
        {
            var item = new DataSet();
            item.Set(Tags.VerifyingObserverName, observer.Name);
            item.Set(Tags.VerifyingOrganization, observer.Organization);
            item.Set(Tags.VerificationDateTime, (observer.DateTime ?? now).ToDicom());
            if (observer.Identification is null)
                item.SetEmpty(Tags.VerifyingObserverIdentificationCodeSequence);
            else
                item.SetItems(Tags.VerifyingObserverIdentificationCodeSequence, CodeItem.Of(observer.Identification));
            return item;
        }));
    }

    // dcmqi takes the person who observed for the one who verified; a device cannot, and neither can what is partial be verified.
    private VerifyingObserver[] Observers(string? institution)
    {
        if (metadata.VerificationFlag != VerificationFlag.Verified)
            return [];
        if (metadata.CompletionFlag != CompletionFlag.Complete)
        {
            warnings.Add("The report is said to be verified, but not to be complete; it is written as unverified.");
            return [];
        }

        if (metadata.VerifyingObservers.Count > 0)
            return [.. metadata.VerifyingObservers];
        if (metadata.Observers.OfType<PersonObserver>().FirstOrDefault() is not { } person)
        {
            warnings.Add("The report is said to be verified, but no person is named who did so; it is written as unverified.");
            return [];
        }

        return [new VerifyingObserver { Name = person.Name, Organization = person.Organization ?? institution ?? "Unknown" }];
    }

    private void SetPredecessors(DataSet dataSet)
    {
        if (metadata.PredecessorDocuments.Count == 0)
            return;
        dataSet.SetItems(Tags.PredecessorDocumentsSequence, ReportEvidence.Studies(metadata.PredecessorDocuments.Select(document =>
            new KnownInstance(document.StudyInstanceUid, document.SeriesInstanceUid, document.SopClassUid, document.SopInstanceUid, null))));
    }
}
