using Dcmqi.Tests.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

public sealed class SrDumpTests
{
    [Test]
    public void SrDump_Report_PrintsOutlineOrPage()
    {
        using var phantom = new ReportPhantom();
        string path = phantom.PathOf("report.dcm");
        phantom.Builder(Reports.Of(Reports.Volumetric(phantom))).Build().Save(path);
        Assert.Multiple(() =>
        {
            Assert.That(CommandRun.Succeed("srdump", path), Does.Contain("      Volume: 1234.5 mm3"));
            Assert.That(CommandRun.Succeed("srdump", path, "--html"), Does.StartWith("<!DOCTYPE html>"));
            Assert.That(CommandRun.Fail("srdump", path, path, "--html"), Does.Contain("one file"));
            Assert.That(CommandRun.Succeed("validate", path), Does.Contain("0 errors, 0 warnings"));
        });
    }
}
