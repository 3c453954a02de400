namespace Dcmqi.Tests.Support;

/// <summary>Independent programs that say whether an SR document is sound: dciodvfy, DCMTK's dsrdump and PixelMed's validator of templates.</summary>
internal static class ReportJudges
{
    /// <summary>What PixelMed's edition of PS3.16 (of 2022) does not know yet, and the clause that has it now.</summary>
    private static readonly (string Text, string Clause)[] Newer = [];

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

    /// <summary>PixelMed's validator finds no error that no newer edition explains. It holds every group against the templates of all kinds that the document has, so a document to be judged has groups of one kind.</summary>
    public static void AssertFollowsTemplate(string path)
    {
        const string Jar = "/usr/share/java/pixelmed.jar";
        if (!File.Exists(Jar))
            Missing.Report("PixelMed's toolkit (Debian package libpixelmed-java) is not installed.");
        ExternalProgram java = ExternalProgram.Find("java", "default-jre-headless");

        // The limits of Java's XPath are too tight for the templates as one style sheet. One run is short, so the quick compiler does.
        (_, string output) = java.Run(
            "-XX:TieredStopAtLevel=1", "-Djdk.xml.xpathExprOpLimit=0", "-Djdk.xml.xpathTotalOpLimit=0", "-Djdk.xml.xpathExprGrpLimit=0",
            "-cp", Jar, "com.pixelmed.validate.DicomSRValidator", path);
        Assert.That(output, Does.Contain("Root Template Validation Complete").And.Contain("IOD validation complete"), "The validator did not run to its end.");
        string[] errors = [.. output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal) && !Newer.Any(known => line.Contains(known.Text, StringComparison.Ordinal)))];
        Assert.That(errors, Is.Empty, "com.pixelmed.validate.DicomSRValidator");
    }
}
