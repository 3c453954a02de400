namespace Dcmqi.Tests.Support;

/// <summary>Independent programs that say whether an SR document is sound: dciodvfy, DCMTK's dsrdump and PixelMed's validator of templates.</summary>
internal static class ReportJudges
{
    /// <summary>
    /// Errors of PixelMed's validator (of 2022) that are none: what its edition of PS3.16 does not have yet; and what the validator holds against a row
    /// whose concept is open, though another row or an included template names the very item. An error is passed over where it has both texts.
    /// </summary>
    private static readonly (string Row, string Item, string Clause)[] Explained =
    [
        ("Code (309343006,SCT,\"Physician\") not found", "context group 7452", "PS3.16 CID 7452 has it since"),
        ("Template 1003 PersonObserverIdentifyingAttributes/[Row 1] PNAME", "found 2 content items but expected 1", "TID 1001 row 1: observers 1-n"),
        ("] NUM *: ", "Missing value", "PS3.3 C.18.1: Measured Value Sequence is Type 2; a qualifier says why there is none"),
        ("[Row 5] NUM *: ", "/NUM (126073,DCM,\"Time Point Order\"): Incorrect relationship", "TID 1502 row 5"),
        ("[Row 5] NUM *: ", "/NUM (128740,DCM,\"Longitudinal Temporal Offset from Event\"): Incorrect relationship", "TID 1502 row 6, newer"),
        ("[Row 6] CODE *: ", "expected HAS CONCEPT MOD - found HAS PROPERTIES", "TID 310 rows 1, 4, 6"),
        ("[Row 13] NUM *: ", "expected INFERRED FROM - found HAS PROPERTIES", "TID 310 row 5, TID 311 row 1, TID 312 row 1"),
        ("[Row 14] NUM *: ", "expected INFERRED FROM - found HAS PROPERTIES", "TID 310 row 5, TID 311 row 1, TID 312 row 1"),
    ];

    /// <summary>dciodvfy prints no line that starts with Error, and dsrdump reads the document without a warning.</summary>
    public static void AssertSound(string path)
    {
        DicomJudges.AssertSound(path);
        ExternalProgram dump = ExternalProgram.Find("dsrdump", "dcmtk");
        (int exitCode, string output) = dump.Run(path);
        Assert.That(exitCode, Is.Zero, output);
        string[] complaints = [.. output.Split('\n').Where(line => line is ['W' or 'E' or 'F', ':', ..])];

        // UTF-8 is beyond this program's checker of values, which is no fault of the document; it reads the text all the same.
        Assert.That(complaints.Where(line => line != "W: The VR checker does not support this Specific Character Set: ISO_IR 192"), Is.Empty, "dsrdump");
    }

    /// <summary>PixelMed's validator finds no error but those that are explained above. It holds every group against the templates of all kinds that the document has, so a document to be judged has groups of one kind.</summary>
    /// <param name="path">The document.</param>
    /// <param name="fromScale">The least <see cref="TestScale"/> at which it is judged: it takes 20 s of processor time.</param>
    public static void AssertFollowsTemplate(string path, double fromScale = 0)
    {
        // Documents are the same on .NET 8 (WrittenBytesTests).
        if (Environment.Version.Major < 10 || TestScale.Value < fromScale)
            return;
        const string Jar = "/usr/share/java/pixelmed.jar";
        if (!File.Exists(Jar))
            Missing.Program("PixelMed's toolkit (Debian package libpixelmed-java) is not installed.");
        ExternalProgram java = ExternalProgram.Find("java", "default-jre-headless");

        // The limits of Java's XPath are too tight for the templates as one style sheet. One run is short, so the quick compiler does.
        (_, string output) = java.Run(
            "-XX:TieredStopAtLevel=1", "-Djdk.xml.xpathExprOpLimit=0", "-Djdk.xml.xpathTotalOpLimit=0", "-Djdk.xml.xpathExprGrpLimit=0",
            "-cp", Jar, "com.pixelmed.validate.DicomSRValidator", path);
        Assert.That(output, Does.Contain("Root Template Validation Complete").And.Contain("IOD validation complete"), "The validator did not run to its end.");
        string[] errors = [.. output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal) && !IsExplained(line))];
        Assert.That(errors, Is.Empty, "com.pixelmed.validate.DicomSRValidator");
    }

    private static bool IsExplained(string line) =>
        Explained.Any(known => line.Contains(known.Row, StringComparison.Ordinal) && line.Contains(known.Item, StringComparison.Ordinal));
}
