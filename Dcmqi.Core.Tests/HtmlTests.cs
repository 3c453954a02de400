using System.Xml.Linq;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests;

/// <summary>Results as notebooks show them: elements that are well-formed, whatever text a file holds.</summary>
public class HtmlTests
{
    private const string Hostile = "<script>alert('1')</script>&\"";
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(9, 7, 5);

    [Test]
    public void ToHtml_OfSegmentation_ShowsColorsCodesAndVolumes([Values(1, 300)] int segments)
    {
        using Segmentation segmentation = Built(segments);
        XElement[] rows = Rows(segmentation.ToHtml());
        SegmentStatistics last = segmentation.GetStatistics()[^1];
        Assert.That(rows, Has.Length.EqualTo(segments + 1));
        Assert.That(rows[^1].Descendants("rect").Single().Attribute("fill")!.Value, Is.EqualTo(segmentation.Segments[^1].DisplayColor.ToString()));
        string[] cells = [.. rows[^1].Elements().Select(cell => cell.Value.Trim())];
        Assert.That(cells, Is.EqualTo(new[] { $"{segments}", Hostile, "Liver", "Anatomical Structure", "", "SemiAutomatic Test", $"{last.VoxelCount}", ShownNumber.Of(last.VolumeMl) }));
    }

    [Test]
    public void ToHtml_OfMap_ShowsVolumesAndMappings()
    {
        ParametricMapMetadata metadata = Maps.Adc with { Quantity = new CodedConcept("1", "99X", Hostile) };
        using ParametricMap map = new ParametricMapBuilder(Source(), metadata).AddVolume(Maps.Float(Geometry, 1)).Build();
        XElement[] rows = Rows(map.ToHtml());
        Assert.That(rows[1].Elements().Select(cell => cell.Value), Is.EqualTo(new[] { "0", Hostile, "um2/s", "", "5" }));
        string[] mapping = [.. rows[3].Elements().Select(cell => cell.Value)];
        Assert.That(mapping[2..8], Is.EqualTo(new[] { Hostile, "um2/s", "Mono-exponential diffusion model, Log of ratio of two samples", "0, 1400.5", "1", "0" }));
    }

    [Test]
    public void ToHtml_OfMeasurements_HasAColumnForEachSegment()
    {
        using Segmentation segmentation = Built(3);
        SegmentMeasurements measured = SegmentMeasurements.MeasureShapes(segmentation);
        XElement[] rows = Rows(measured.ToHtml());
        Assert.That(rows, Has.Length.EqualTo(measured.Segments[0].Features.Count + 1));
        Assert.That(rows[0].Elements().Last().Value.Trim(), Is.EqualTo("3 " + Hostile));
        MeasuredFeature feature = measured.Segments[2].Features[0];
        Assert.That(rows[1].Elements().Select(cell => cell.Value).First(), Is.EqualTo(feature.Title));
        Assert.That(rows[1].Elements().Last().Value, Is.EqualTo(ShownNumber.Of(feature.Value!.Value)));
    }

    [Test]
    public void Escape_TextThatHtmlDoesNotHold_IsReplaced()
    {
        string text = "<b>&\"'\t" + (char)1 + (char)0x1B + (char)0xD800;
        Assert.That(HtmlTable.Escape(text), Is.EqualTo("&lt;b&gt;&amp;&quot;&#39;\t\uFFFD\uFFFD&#65533;").Or.EqualTo("&lt;b&gt;&amp;&quot;&#39;\t\uFFFD\uFFFD\uFFFD"));
    }

    // An XML parser judges: one element, all text escaped, nothing loaded, no script.
    private static XElement[] Rows(string html)
    {
        XElement root = XElement.Parse(html);
        Assert.That(root.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "div", "style", "p", "table", "tr", "th", "td", "svg", "rect", "ul", "li" }));
        Assert.That(html, Does.Not.Contain("http").And.Not.Contain("url("));
        return [.. root.Descendants("tr")];
    }

    private static SourceImages Source() => SourceImages.Load(new PhantomSeries(Geometry).Streams());

    // The last segment has the hostile label.
    private static Segmentation Built(int segments)
    {
        SegmentationMetadata metadata = Labels.Metadata(segments);
        SegmentAttributes[] attributes = [.. metadata.SegmentAttributes[0]];
        attributes[^1] = attributes[^1] with { SegmentLabel = Hostile };
        return new SegmentationBuilder(Source(), metadata with { SegmentAttributes = [attributes] }).AddLabelMap(Labels.Random(Geometry, segments, 7)).Build();
    }
}
