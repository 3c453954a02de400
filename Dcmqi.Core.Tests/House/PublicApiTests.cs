using Dcmqi.Tests.Support;
using PublicApiGenerator;

namespace Dcmqi.Tests.House;

/// <summary>The public API changes only where somebody means it to.</summary>
public class PublicApiTests
{
    private static readonly Type[] OneOfEachAssembly = [typeof(SegmentationBuilder), typeof(Picture), typeof(DicomWebClient)];

    [TestCase(typeof(SegmentationBuilder), "PublicApi.approved.txt")]
    [TestCase(typeof(Picture), "PublicApi.Pictures.approved.txt")]
    [TestCase(typeof(DicomWebClient), "PublicApi.Web.approved.txt")]
    public void PublicApi_IsTheApprovedOne(Type oneOfIt, string file)
    {
        string approvedFile = "Dcmqi.Core.Tests/House/" + file;
        string actual = oneOfIt.Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            UseDenyNamespacePrefixesForExtensionMethods = false,
        }).ReplaceLineEndings("\n").Trim() + "\n";
        string path = Repository.Of(approvedFile);
        if (Environment.GetEnvironmentVariable("DCMQI_APPROVE") == "1")
            File.WriteAllText(path, actual);
        string approved = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.That(actual, Is.EqualTo(approved), $"The public API has changed. If that is meant, run the tests with DCMQI_APPROVE=1 and commit {approvedFile}.");
    }

    [Test]
    public void PublicTypes_StandInOneNamespace()
    {
        Assert.That(OneOfEachAssembly.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Namespace).Distinct(), Is.EqualTo(new[] { "Dcmqi" }));
    }

    [Test]
    public void PublicTypes_HideNoNameThatNotebooksImport()
    {
        string[] imported = ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "System.Text"];
        HashSet<string> taken =
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => !assembly.IsDynamic && assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal))
                .SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => imported.Contains(type.Namespace))
                .Select(type => type.Name),
        ];
        Assert.That(taken, Does.Contain("Range"));
        Assert.That(OneOfEachAssembly.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Name).Where(taken.Contains), Is.Empty);
    }
}
