namespace Dcmqi.Tests.Support;

/// <summary>Independent programs that say whether a DICOM file is sound.</summary>
internal static class DicomJudges
{
    /// <summary>dciodvfy prints no line that starts with Error, and dcmdump reads the file to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="explained">Errors that dciodvfy's edition of the standard explains.</param>
    public static void AssertSound(string path, params string[] explained)
    {
        ExternalProgram validator = ExternalProgram.Find("dciodvfy", "dicom3tools");
        ExternalProgram dump = ExternalProgram.Find("dcmdump", "dcmtk");
        string[] errors = [.. validator.Run(path).Output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal) && !explained.Contains(line))];
        Assert.That(errors, Is.Empty, $"dciodvfy on {Path.GetFileName(path)}");
        (int exitCode, string output) = dump.Run("-q", path);
        Assert.That(exitCode, Is.Zero, $"dcmdump on {Path.GetFileName(path)}: {output[..Math.Min(output.Length, 400)]}");
    }
}
