using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Writes the modules of an SR document apart from its content (PS3.3 A.35.2.3, C.17.1, C.17.2).</summary>
internal sealed class DocumentComposer(MeasurementReportMetadata metadata, Authorship authorship, List<string> warnings)
{
    private static readonly string[] InheritedModules =
        ["patient", "clinical-trial-subject", "general-study", "patient-study", "clinical-trial-study"];

    /// <summary>Takes patient and study over from the header of a file, or what stands for one.</summary>
    /// <param name="dataSet">The document.</param>
    /// <param name="header">The header.</param>
    /// <param name="name">The name used in messages.</param>
    /// <param name="known">Faults of the sources that were found before.</param>
    /// <exception cref="ConversionException">Values to inherit are at fault and <see cref="SourceRepair.Reject"/> was asked for.</exception>
    public void Inherit(DataSet dataSet, DataSet header, string name, IReadOnlyList<string> known)
    {
        var faults = new FaultList(authorship.SourceRepair);
        faults.AddKnown(known);
        InheritedAttributes.Copy(header, name, dataSet, InheritedModules, faults, authorship.Uids);
        faults.ThrowIfAny();
        warnings.AddRange(faults.Warnings);
    }

    public void SetModules(DataSet dataSet, string sopClassUid, CompositeContext? context, string? institution)
    {
        dataSet.Set(Tags.SOPClassUID, sopClassUid);
        DateTimeOffset now = authorship.SetOn(dataSet, context);

        // PS3.3 C.17.1, SR Document Series.
        dataSet.Set(Tags.Modality, "SR");
        dataSet.Set(Tags.SeriesNumber, authorship.SeriesNumberOr(metadata.SeriesNumber ?? "400"));
        dataSet.Set(Tags.SeriesDescription, metadata.SeriesDescription ?? "Measurements");
        dataSet.SetEmpty(Tags.ReferencedPerformedProcedureStepSequence);

        // PS3.3 C.17.2, SR Document General.
        dataSet.Set(Tags.InstanceNumber, authorship.InstanceNumberOr(metadata.InstanceNumber ?? "1"));
        dataSet.SetEmpty(Tags.PerformedProcedureCodeSequence);
        dataSet.Set(Tags.CompletionFlag, metadata.CompletionFlag == CompletionFlag.Complete ? "COMPLETE" : "PARTIAL");
        if (metadata.CompletionFlagDescription is not null)
            dataSet.Set(Tags.CompletionFlagDescription, metadata.CompletionFlagDescription);
        SetAuthor(dataSet);
        SetVerification(dataSet, institution, now);
        SetPredecessors(dataSet);
    }

    // PS3.3 C.17.2 with the Identified Person or Device Macro: institution and codes are Type 2.
    private void SetAuthor(DataSet dataSet)
    {
        if (authorship.ContentCreatorName is null)
            return;
        var author = new DataSet();
        author.Set(Tags.ObserverType, "PSN");
        author.Set(Tags.PersonName, authorship.ContentCreatorName);
        author.SetEmpty(Tags.PersonIdentificationCodeSequence);
        author.SetEmpty(Tags.InstitutionName);
        author.SetEmpty(Tags.InstitutionCodeSequence);
        dataSet.SetItems(Tags.AuthorObserverSequence, author);
    }

    private void SetVerification(DataSet dataSet, string? institution, DateTimeOffset now)
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
