using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Checks a report: modules and content tree (PS3.3), and what TID 1500 asks for (PS3.16).</summary>
internal static class DocumentChecker
{
    private const string TemplateClause = "PS3.16 TID 1500";

    /// <summary>Adds what is wrong with a report.</summary>
    /// <param name="dataSet">The report.</param>
    /// <param name="findings">Takes it.</param>
    /// <param name="withCodes">Whether codes are held against the tables of PS3.16, too, which gives warnings.</param>
    public static void Check(DataSet dataSet, FindingList findings, bool withCodes)
    {
        string iod = dataSet.GetString(Tags.SOPClassUID) switch
        {
            Uids.ComprehensiveSRStorage => "comprehensive-sr",
            Uids.Comprehensive3DSRStorage => "comprehensive-3d-sr",
            Uids.ExtensibleSRStorage => "extensible-sr",
            _ => "enhanced-sr",
        };
        DataSetChecker.Check(dataSet, iod, findings);
        if (withCodes)
            CodeRules.Check(dataSet, findings);
        try
        {
            CheckVerification(dataSet, findings);
            ContainerItem root = ContentTreeReader.Read(dataSet, []);
            ContentTreeRules.Check(dataSet, root, findings);
            CheckTemplate(dataSet, root, findings);
        }
        catch (DicomFormatException exception)
        {
            findings.Add(ValidationSeverity.Error, Tags.ContentSequence, $"cannot be checked: {exception.Message.TrimEnd('.')}", "PS3.3 C.17.3");
        }
    }

    private static void CheckVerification(DataSet dataSet, FindingList findings)
    {
        bool isVerified = dataSet.GetString(Tags.VerificationFlag) == "VERIFIED";
        bool hasObservers = dataSet.GetItems(Tags.VerifyingObserverSequence).Count > 0;
        if (isVerified && !hasObservers)
            findings.Add(ValidationSeverity.Error, Tags.VerifyingObserverSequence, $"is absent, but required where {Tags.VerificationFlag.Describe()} is VERIFIED (Type 1C)", "PS3.3 C.17.2");
    }

    private static void CheckTemplate(DataSet dataSet, ContainerItem root, FindingList findings)
    {
        void Error(string message) => findings.Add(ValidationSeverity.Error, Tags.ContentSequence, message, TemplateClause);

        if (root.TemplateIdentifier != "1500")
        {
            findings.Add(ValidationSeverity.Warning, Tags.ContentTemplateSequence, "does not name template 1500", TemplateClause);
            return;
        }

        if (root.Find<CodedItem>(ReportCodes.ProcedureReported) is null)
            Error($"has no {ReportCodes.ProcedureReported}");
        if (root.FindAll<ContainerItem>(ReportCodes.ImageLibrary).Count() != 1)
            Error($"has {root.FindAll<ContainerItem>(ReportCodes.ImageLibrary).Count()} containers {ReportCodes.ImageLibrary}; 1 was expected, be it empty");
        MeasurementReportMetadata metadata = ReportReader.Read(dataSet, root, []);
        foreach (string fault in ReportFaults.Of(metadata, new ReportEvidence([])))
            Error($"says what the template does not allow: {fault.TrimEnd('.')}");
    }
}
