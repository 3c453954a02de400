using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Holds the picture of docs/structure-sets.md against what the library makes of contours. <c>DCMQI_REGENERATE=1</c> draws it anew.</summary>
public sealed class ContourPictureTests
{
    [Test]
    public void ContourPicture_OfTheConventions_IsTheCommittedOne()
    {
        string path = Path.Combine(Repository.Of("docs"), "images", "contours.svg"), svg = ContourPicture.Draw();
        if (Environment.GetEnvironmentVariable("DCMQI_REGENERATE") == "1")
            File.WriteAllText(path, svg);
        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(svg), "run the test with DCMQI_REGENERATE=1 to draw it anew");
    }
}
