using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.House;

/// <summary>Makes the files that snippets read: a CT series, label volumes, metadata, a segmentation, a parametric map.</summary>
internal static class SnippetFiles
{
    internal static readonly VolumeGeometry Geometry = ObliqueGrid.Of(40, 32, 9);
    internal static readonly PhantomTorso Torso = new(Geometry);
    private static readonly byte Liver = (byte)(PhantomTorso.Organs.ToList().FindIndex(organ => organ.Name == "Liver") + 1);

    private static readonly byte[] FreeSurferLabels = [2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 17];

    /// <summary>Makes what a name stands for, unless it is there. What a snippet writes is made too: it is replaced then.</summary>
    /// <remarks>Names with <c>torso</c> stand for all organs of the phantom, those with <c>adc</c>, <c>b0</c> or <c>b1000</c> for measured values, <c>aseg</c> for organs with labels of FreeSurfer, others for its liver as label 1.</remarks>
    /// <returns>The path in the folder.</returns>
    public static string Prepare(string folder, string name)
    {
        string path = Path.Combine(folder, name.TrimEnd('/'));
        if (File.Exists(path) || Directory.Exists(path) || Path.GetExtension(path) is ".png" or ".html" or ".stl" or ".glb")
            return path;
        bool whole = name.Contains("torso", StringComparison.Ordinal);
        if (name == "slide/")
        {
            Directory.CreateDirectory(path);
            File.WriteAllBytes(Path.Combine(path, "slide-1.dcm"), new PhantomSlide(8192, 6144, 512, 512) { IsFull = true, HasPixels = false }.File());
            return path;
        }

        if (name.EndsWith('/'))
        {
            new PhantomSeries(Geometry) { Pixels = Torso.Slice }.Write(path);
            return path;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (name.StartsWith("adc", StringComparison.Ordinal) || name.StartsWith("b0", StringComparison.Ordinal) || name.StartsWith("b1000", StringComparison.Ordinal))
            PrepareMap(path, name);
        else if (name == "mapping.json")
            File.WriteAllText(path, FeatureMapping);
        else if (name == "names.csv")
            File.WriteAllText(path, "name,term\nRind*,kidney\n");
        else if (name.EndsWith(".csv", StringComparison.Ordinal))
            File.WriteAllText(path, $"{(name.StartsWith("radiomics", StringComparison.Ordinal) ? "Label" : "label")},original_shape_MeshVolume\n1,70361.9\n");
        else if (name.EndsWith(".json", StringComparison.Ordinal))
            Metadata(whole).Save(path);
        else if (name.StartsWith("rtstruct", StringComparison.Ordinal))
            new RtStructureSetBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams())).AddSegmentation(Build(whole)).Build().Save(path);
        else if (name.EndsWith(".dcm", StringComparison.Ordinal))
            Build(whole).Save(path);
        else if (Path.GetFileName(name).StartsWith("aseg", StringComparison.Ordinal))
            VolumeFile.Write(path, new Volume<byte>(Geometry, Array.ConvertAll(Torso.Labels(), label => label == 0 ? label : FreeSurferLabels[label % FreeSurferLabels.Length])));
        else
            VolumeFile.Write(path, Labels(whole));
        return path;
    }

    private static void PrepareMap(string path, string name)
    {
        Volume<float> values = Maps.Float(Geometry, name.Length);
        if (name.EndsWith(".json", StringComparison.Ordinal))
            Maps.Adc.Save(path);
        else if (name.EndsWith(".dcm", StringComparison.Ordinal))
            new ParametricMapBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Maps.Adc).AddVolume(values).Build().Save(path);
        else
            VolumeFile.Write(path, values);
    }

    // The example of the page on tables.
    private static string FeatureMapping
    {
        get
        {
            string page = File.ReadAllText(Repository.Of("docs/measurement-report-metadata.md")).ReplaceLineEndings("\n");
            int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
            return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }

    private static Volume<byte> Labels(bool whole) =>
        new(Geometry, whole ? Torso.Labels() : Array.ConvertAll(Torso.Labels(), label => label == Liver ? (byte)1 : (byte)0));

    private static Segmentation Build(bool whole) =>
        new SegmentationBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Metadata(whole)).AddLabelMap(Labels(whole)).Build();

    private static SegmentationMetadata Metadata(bool whole) => whole ? PhantomTorso.Metadata() : new SegmentationMetadata
    {
        ContentCreatorName = "Doe^Jane",
        SegmentAttributes =
        [
            [
                new SegmentAttributes
                {
                    LabelId = 1,
                    SegmentLabel = "Liver",
                    SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
                    SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
                    AlgorithmType = SegmentAlgorithmType.Manual,
                    RecommendedDisplayRgb = new RgbColor(221, 130, 101),
                },
            ],
        ],
    };
}
