namespace Dcmqi.Tests;

public class UidGeneratorTests
{
    [TestCase("1.2.826.0.1.3680043.10.999")]
    [TestCase("1.2")]
    [TestCase("1.2.840.1234567890123456789012345678901234")]
    public void Next_UnderARoot_IsAValidUidOfItsOwn(string root)
    {
        var uids = new UidGenerator { Root = root };
        string[] made = [.. Enumerable.Range(0, 200).Select(_ => uids.Next())];
        Assert.That(made, Is.Unique);
        foreach (string uid in made)
            Assert.That(uid, Does.StartWith(root + ".").And.Match(@"^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$").And.Length.LessThanOrEqualTo(64));
    }

    [TestCase("")]
    [TestCase("1.2.")]
    [TestCase("1.02")]
    [TestCase("3.1")]
    [TestCase("1.a")]
    [TestCase("1.2.840.123456789012345678901234567890123456")]
    public void Root_ThatIsNone_IsRefused(string root) =>
        Assert.That(() => new UidGenerator { Root = root }, Throws.ArgumentException.With.Message.Contains("is no root of identifiers"));

    [Test]
    public void Next_Seeded_IsTheSameEveryTime() =>
        Assert.That(new UidGenerator("a") { Root = "1.2.3" }.Next(), Is.EqualTo(new UidGenerator("a") { Root = "1.2.3" }.Next()).And.Not.EqualTo(new UidGenerator("b") { Root = "1.2.3" }.Next()));

    [Test]
    public void Next_OfADerivedGenerator_IsWhatItMakesUnlessThatIsNoUid()
    {
        Assert.That(new Registry("1.2.3.4").Next(), Is.EqualTo("1.2.3.4"));
        Assert.That(() => new Registry("1.2.x").Next(), Throws.InvalidOperationException.With.Message.Contains("Registry.Create made '1.2.x'"));
    }

    private sealed class Registry(string uid) : UidGenerator
    {
        protected override string Create() => uid;
    }
}
