using System.Text;
using Dcmqi.Dicom;
using Dcmqi.Tests.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Whatever is read or written, and wherever, only documented exceptions leave: those of the library, <see cref="NotSupportedException"/>, those of arguments, and those of files (docs of each member).</summary>
public sealed class PublicEntryTests
{
    private const int CasesOfEachEntry = 60;

    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(5, 4, 3);

    // What JSON, CSV and headers are apt to stumble over, put in place of a value.
    private static readonly string[] Oddities =
    [
        "\"\\ud800\"", "\"LONE\"", "\"\\u0000\"", "1e999", "-1e-999", "123456789012345678901234567890", "5e-324", "NaN", "\"a\\u0000b.nrrd\"", "[[[[[[[[[[", "{}", "[]", "null", "\"\"", "\u0130\u0131\u200f", "=1+1",
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Readers_AreAllThere() => Assert.That(
        PublicEntries.Readers.Select(reader => reader.Name.Split('(')[0]).Distinct(),
        Is.SupersetOf(new[]
        {
            "Segmentation.Open", "Segmentation.OpenAll", "Segmentation.OpenAsync", "ParametricMap.Open", "ParametricMap.OpenAsync", "MeasurementReport.Open", "MeasurementReport.OpenAsync", "SourceImages.Load",
            "SourceImages.LoadJson", "SourceImages.ParseJson", "SegmentationMetadata.Load", "SegmentationMetadata.Parse", "ParametricMapMetadata.Load", "ParametricMapMetadata.Parse", "MeasurementReportMetadata.Load",
            "MeasurementReportMetadata.Parse", "MeasurementTable.Load", "MeasurementTable.Parse", "FeatureTable.Load", "FeatureTable.Parse", "FeatureMapping.Load", "FeatureMapping.Parse", "CompositeContext.Load", "CompositeContext.Parse", "VolumeFile.Read",
        }));

    [Test]
    public void Read_PathsThatAreNone_ThrowsWhatIsDocumented()
    {
        File.WriteAllBytes(_folder["empty.nrrd"], []);
        string[] paths =
        [
            "", " ", "a\0b", "\0", _folder["missing/a.dcm"], _folder["missing.nrrd"], _folder.Root, "/proc/self/mem", "/dev/null", new string('x', 5000), _folder["empty.nrrd"], _folder["empty.nrrd/below"], "\ud800.dcm", "?*<>|:",
        ];
        foreach ((string name, EntryInput input, Func<object, object?> read) in PublicEntries.Readers.Where(reader => reader.Input == EntryInput.Path))
        {
            foreach (string path in paths)
                Try(() => Dispose(read(path)), $"{name} of path '{path[..Math.Min(20, path.Length)]}'");
        }

        // A path with NUL is the caller's mistake in each.
        foreach ((string name, EntryInput input, Func<object, object?> read) in PublicEntries.Readers.Where(reader => reader.Input == EntryInput.Path))
            Assert.That(() => Dispose(read("a\0b")), Throws.InstanceOf<ArgumentException>().Or.InstanceOf<IOException>(), name);
    }

    [Test]
    public void Read_MutatedInputs_ThrowsWhatIsDocumented([Range(0, 8)] int seed)
    {
        byte[][] originals = Originals();
        foreach ((string name, EntryInput input, Func<object, object?> read) in PublicEntries.Readers.Where(reader => reader.Input == EntryInput.Bytes))
        {
            var random = new Random(seed);
            for (int index = 0; index < TestScale.Cases(CasesOfEachEntry); index++)
            {
                byte[] bytes = Mutated(random, originals[random.Next(originals.Length)]);
                string what = $"{name}, seed {seed}, case {index}";
                Try(() =>
                {
                    object? result = read(bytes);
                    try
                    {
                        Explore(result, what, 3);
                    }
                    finally
                    {
                        Dispose(result);
                    }
                }, what);
            }
        }
    }

    [Test]
    public void Save_WhereNothingCanBeWritten_ThrowsWhatIsDocumented()
    {
        // A file of that name is there already: no folder can be.
        File.WriteAllText(_folder["file"], "");
        string[] paths = ["", "a\0b", _folder["a\0b.nrrd"], _folder.Root, _folder["file/below.dcm"], _folder["missing/a.dcm"], "/proc/nothing.dcm", "/dev/full", new string('x', 5000), "\ud800/x.dcm"];
        foreach (object instance in Instances())
        {
            foreach ((string name, Action<string> save) in PublicEntries.SaversOf(instance))
            {
                foreach (string path in paths)
                    Try(() => save(path), $"{name} to '{path[..Math.Min(20, path.Length)]}'");
                Assert.That(() => save("a\0b"), Throws.InstanceOf<ArgumentException>(), name);
            }

            (instance as IDisposable)?.Dispose();
        }

        foreach (string path in paths)
            Try(() => VolumeFile.Write(path, new Volume<byte>(Geometry)), $"VolumeFile.Write to '{path}'");
        Assert.That(Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public void Save_BlankSopInstanceUid_ThrowsWhatIsDocumented([Values("", " ", "1.2.x")] string uid)
    {
        using Segmentation built = Built();
        DataSet dataSet = built.DataSet;
        dataSet.Set(Tags.SOPInstanceUID, uid);
        var stream = new MemoryStream();
        Try(() => built.Save(stream), "Save");
        Try(() => built.Save(_folder["blank.dcm"]), "Save to a file");
        if (File.Exists(_folder["blank.dcm"]))
            Try(() => Segmentation.Open(_folder["blank.dcm"]).Dispose(), "Open");
    }

    [TestCase(5e-324)]
    [TestCase(1e-300)]
    [TestCase(1e300)]
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Geometry_OfImpossibleSpacing_ThrowsWhatIsDocumented(double spacing)
    {
        Try(() =>
        {
            var geometry = new VolumeGeometry(new VolumeSize(5, 4, 3), default, new Vector3d(spacing, spacing, spacing), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
            Explore(geometry, "geometry", 2);
            geometry.PatientToIndex(new Vector3d(1, 2, 3));
            Try(() => new Volume<byte>(geometry).ResampleTo(Geometry, Resampling.NearestNeighbor), "resampling");
            Try(() => new Volume<byte>(Geometry).ResampleTo(geometry, Resampling.Linear), "resampling");
            Try(() => VolumeFile.Write(_folder["tiny.nrrd"], new Volume<byte>(geometry)), "writing");
            Try(() => new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(1)).AddLabelMap(new Volume<byte>(geometry)).Build(), "building");
        }, "VolumeGeometry");
        foreach (Tag tag in new Tag[] { Tags.PixelSpacing, Tags.ImagePositionPatient, Tags.SliceThickness, Tags.ImageOrientationPatient })
        {
            Try(() =>
            {
                SourceImages source = CtSeries.Load(Geometry, (_, image) => Set(image, tag, spacing, tag == Tags.ImageOrientationPatient ? 6 : tag == Tags.ImagePositionPatient ? 3 : tag == Tags.PixelSpacing ? 2 : 1));
                Explore(source, tag.ToString(), 2);
                Try(() => new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(Labels.Random(Geometry, 1, 1)).Build(), "building");
            }, $"{tag} of sources");
            Try(() =>
            {
                using Segmentation built = Built();
                DataSet dataSet = built.DataSet;
                foreach (DataSet group in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Concat(dataSet.GetItems(Tags.SharedFunctionalGroupsSequence)))
                {
                    foreach (Tag sequence in new Tag[] { Tags.PixelMeasuresSequence, Tags.PlanePositionSequence, Tags.PlaneOrientationSequence })
                    {
                        if (group.GetItem(sequence) is { } item && item.Contains(tag))
                            Set(item, tag, spacing, item.GetDoubles(tag).Length);
                    }
                }

                using Segmentation opened = Written.AndOpened(dataSet);
                Explore(opened, tag.ToString(), 2);
                Try(() => opened.ToLabelMap(), "ToLabelMap");
                Try(() => opened.GetStatistics(), "GetStatistics");
                Try(() => opened.Validate(), "Validate");
                Try(() => opened.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }), "ConvertTo");
            }, $"{tag} of a segmentation");
        }
    }

    // As text, for DS holds what is no number only where others wrote it.
    private static void Set(DataSet dataSet, Tag tag, double value, int count) =>
        dataSet.Set(tag, [.. Enumerable.Repeat(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), count)]);

    // Every property of what was read, and of what these hold.
    private static void Explore(object? instance, string what, int depth)
    {
        if (instance is null || depth == 0)
            return;
        if (instance is System.Collections.IEnumerable sequence and not string)
        {
            foreach (object? item in sequence.Cast<object?>().Take(5))
                Explore(item, what, depth);
            return;
        }

        if (instance.GetType().Namespace != "Dcmqi")
            return;
        Try(() => instance.ToString(), $"{what}: {instance.GetType().Name}.ToString");
        foreach ((string name, Func<object?> read) in PublicEntries.PropertiesOf(instance))
            Try(() => Explore(read(), what, depth - 1), $"{what}: {name}");
    }

    private static void Try(Action work, string what)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            Assert.That(failure.Message, Is.Not.Empty, what);
        }
        catch (Exception failure) when (failure is ArgumentException && failure.GetType() != typeof(ArgumentNullException))
        {
            // Of a path or a text that the caller gave, not of what a file holds.
            Assert.That(what, Does.Contain("path").Or.Contain(" to '").Or.Contain("String").Or.Contain("geometry").IgnoreCase.Or.Contain("resampling").Or.Contain("writing"), $"{what}: {failure}");
        }
        catch (Exception failure) when (failure is not (AssertionException or MultipleAssertException))
        {
            Assert.Fail($"{what}: {failure}");
        }
    }

    private static void Dispose(object? result)
    {
        (result as IDisposable)?.Dispose();
        foreach (IDisposable one in (result as System.Collections.IEnumerable)?.OfType<IDisposable>() ?? [])
            one.Dispose();
    }

    private static byte[] Mutated(Random random, byte[] original)
    {
        byte[] bytes = (byte[])original.Clone();
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes = bytes[..Math.Max(1, at)];
                    break;
                default:
                    // In place of a value: from a colon or comma to the next end of one.
                    int from = Array.FindIndex(bytes, at, value => value is (byte)':' or (byte)',' or (byte)'=');
                    int to = from < 0 ? -1 : Array.FindIndex(bytes, from + 1, value => value is (byte)',' or (byte)'}' or (byte)']' or (byte)'\n');
                    if (to > from && to - from < 200)
                        bytes = [.. bytes[..(from + 1)], .. Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)]), .. bytes[to..]];
                    break;
            }
        }

        return bytes;
    }

    private static Segmentation Built() => new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(2)).AddLabelMap(Labels.Random(Geometry, 2, 3)).Build();

    private static IEnumerable<object> Instances()
    {
        yield return Built();
        yield return new ParametricMapBuilder(CtSeries.Load(Geometry), Maps.Adc).AddVolume(Maps.Float(Geometry, 3)).Build();
        yield return Labels.Metadata(2);
        yield return Maps.Adc;
        yield return MeasurementReportMetadata.Parse(ReportDocuments.EveryKey);
    }

    private static byte[][] Originals()
    {
        var originals = new List<byte[]>();
        foreach (CompositeInstance instance in Instances().OfType<CompositeInstance>())
        {
            using (instance)
            {
                var stream = new MemoryStream();
                instance.Save(stream);
                originals.Add(stream.ToArray());
            }
        }

        originals.Add(((MemoryStream)CtSeries.Stream(Geometry, 1)).ToArray());
        foreach (VolumeFormat format in Enum.GetValues<VolumeFormat>())
        {
            var stream = new MemoryStream();
            try
            {
                VolumeFile.Write(stream, format, Labels.Random(Geometry, 2, 3));
            }
            catch (NotSupportedException)
            {
                // A format of two files.
                continue;
            }

            originals.Add(stream.ToArray());
        }

        string[] texts =
        [
            ExampleDocuments.EveryKey, ParametricMapMetadataTests.EveryKey, ReportDocuments.EveryKey, Measurements.Tables.FeatureTableTests.Mapping, "label,original_shape_MeshVolume\n1,70361.9\n2,5.5\n",
            """[{"00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]},"00080018":{"vr":"UI","Value":["1.2.3.4"]},"00200032":{"vr":"DS","Value":[1,2,3]},"00200037":{"vr":"DS","Value":[1,0,0,0,1,0]},"00280010":{"vr":"US","Value":[4]},"00280011":{"vr":"US","Value":[5]},"00280030":{"vr":"DS","Value":["0.5","0.5"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B"}]},"0020000D":{"vr":"UI","Value":["1.2.5"]},"0020000E":{"vr":"UI","Value":["1.2.6"]},"00200052":{"vr":"UI","Value":["1.2.7"]}}]""",
            """{"patient":{"patientName":"Doe^Jane","patientId":"1","patientBirthDate":"19700101"},"study":{"studyInstanceUid":"1.2.3"},"frameOfReferenceUid":"1.2.4"}""",
            MeasurementTable.FromMetadata(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey)).ToCsv(),
        ];
        originals.AddRange(texts.Select(text => Encoding.UTF8.GetBytes(text)));
        return [.. originals];
    }
}
