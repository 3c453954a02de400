namespace Dcmqi.Tests;

public class CountedTests
{
    [TestCase(0, "0 frames lie")]
    [TestCase(1, "1 frame lies")]
    [TestCase(1234, "1234 frames lie")]
    public void Of_Number_AgreesWithNounAndVerb(int count, string expected) => Assert.That(Counted.Of(count, "frame", "lies", "lie"), Is.EqualTo(expected));
}
