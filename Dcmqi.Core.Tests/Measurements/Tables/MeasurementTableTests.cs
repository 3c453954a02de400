using Dcmqi.Measurements;
using System.Globalization;
using System.Text;
using Dcmqi.Tests.Metadata;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements.Tables;

public sealed class MeasurementTableTests
{
    private static readonly CodedConcept Volume = new("118565006", "SCT", "Volume");

    [Test]
    public void Parse_SpreadsheetOfTwoLesions_GivesGroups()
    {
        MeasurementTable table = MeasurementTable.Parse(
            "TrackingIdentifier,Finding,FindingSite,Laterality,segmentationSOPInstanceUID,ReferencedSegment,SourceSeriesForImageSegmentation,quantity,value,units,derivationModifier,conceptCode,conceptValueText,#note\r\n"
            + "Lesion 1,4147007|SCT|Mass,64033007|SCT|Kidney,7771000|SCT|Left,1.2.4,1 3,1.2.5,118565006|SCT|Volume,70361.9,mm3,,,,by hand\r\n"
            + ",,,,,,,112031|DCM|Attenuation Coefficient,-37.5,[hnsf'U],373098007|SCT|Mean,,,\r\n"
            + "Lesion 2,\"86049000|SCT|Neoplasm, Primary\",,,1.2.4,2,1.2.5,118565006|SCT|Volume,nan,mm3|UCUM|cubic mm,,,,\r\n"
            + "Lesion 1,,,,,,,,,,,123|99TEST|Margin,\"uneven, \"\"spiky\"\"\",\r\n");

        IReadOnlyList<MeasurementGroup> groups = table.ToGroups();

        Assert.That(table.ToString(), Is.EqualTo("MeasurementTable: 4 rows, 2 groups"));
        Assert.That(groups, Is.EqualTo(new[]
        {
            new MeasurementGroup
            {
                TrackingIdentifier = "Lesion 1",
                Finding = new CodedConcept("4147007", "SCT", "Mass"),
                FindingSites = [new FindingSite { Site = Codes.Sct.Kidney, Laterality = new CodedConcept("7771000", "SCT", "Left") }],
                ReferencedSegments = [new ImageReference { SopInstanceUid = "1.2.4", SegmentNumbers = [1, 3] }],
                SourceSeriesUid = "1.2.5",
                Measurements =
                [
                    new Measurement { Name = Volume, Value = 70361.9, Unit = Codes.Ucum.CubicMillimeter },
                    new Measurement { Name = new CodedConcept("112031", "DCM", "Attenuation Coefficient"), Value = -37.5, Unit = Codes.Ucum.HounsfieldUnit, Derivation = new CodedConcept("373098007", "SCT", "Mean") },
                ],
                QualitativeEvaluations = [new QualitativeEvaluation { Name = new CodedConcept("123", "99TEST", "Margin"), Text = "uneven, \"spiky\"" }],
            },
            new MeasurementGroup
            {
                TrackingIdentifier = "Lesion 2",
                Finding = new CodedConcept("86049000", "SCT", "Neoplasm, Primary"),
                ReferencedSegments = [new ImageReference { SopInstanceUid = "1.2.4", SegmentNumbers = [2] }],
                SourceSeriesUid = "1.2.5",
                Measurements = [new Measurement { Name = Volume, Unit = Codes.Ucum.CubicMillimeter, Qualifier = new CodedConcept("114000", "DCM", "Not a number") }],
            },
        }));
        Assert.That(groups[0].Measurements[0].Unit!.Meaning, Is.EqualTo("cubic millimeter"), "the meaning of a known unit");
        Assert.That(groups[1].Measurements[0].Unit!.Meaning, Is.EqualTo("cubic mm"));
    }

    [Test]
    public void ToCsv_Rows_AreRfc4180()
    {
        var table = new MeasurementTable(
        [
            new MeasurementRow { Group = 1, TrackingIdentifier = "a, \"b\"", Quantity = Volume, Value = 0.1, Unit = Codes.Ucum.CubicMillimeter },
            new MeasurementRow { Group = 1, TrackingIdentifier = "a, \"b\"", Quantity = new CodedConcept("X;1", "99A|B", "p=q\\r", "2"), Qualifier = new CodedConcept("114006", "DCM", "Measurement failure"), Unit = new CodedConcept("mm3", "UCUM", "cubic mm") },
        ]);

        Assert.That(table.ToCsv(), Is.EqualTo(
            "group,measurementGroupType,TrackingIdentifier,quantity,value,valueQualifier,units\r\n"
            + "1,VOLUMETRIC,\"a, \"\"b\"\"\",118565006|SCT|Volume,0.1,,mm3\r\n"
            + "1,VOLUMETRIC,\"a, \"\"b\"\"\",X\\;1|99A\\|B|p\\=q\\\\r|2,,114006|DCM|Measurement failure,mm3|UCUM|cubic mm\r\n"));
    }

    [Test]
    public void ToCsvAndParse_InACultureWithDecimalCommas_AreTheSame()
    {
        var table = new MeasurementTable([new MeasurementRow { Group = 1, TrackingIdentifier = "a", Quantity = Volume, Value = 1234.5, Unit = Codes.Ucum.CubicMillimeter }]);
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NumberGroupSeparator, commas.TextInfo.ListSeparator) = (",", ".", ";");
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.That($"{1.5}", Is.EqualTo("1,5"), "the culture counts");
            Assert.That(table.ToCsv(), Does.Contain(",1234.5,mm3"));
            Assert.That(MeasurementTable.Parse(table.ToCsv()).Rows, Is.EqualTo(table.Rows));
            Assert.That(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey).ToJson(), Does.Contain("\"37.3289\"").And.Contain("[10.5, 20, 12.25, 20]"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase(";")]
    [TestCase("\t")]
    public void Parse_OtherSeparator_IsTaken(string separator) => Assert.That(
        MeasurementTable.Parse("TrackingIdentifier,quantity,value,units\nA,118565006|SCT|Volume,1,mm3\n".Replace(",", separator)).Rows,
        Is.EqualTo(new[] { new MeasurementRow { Group = 1, TrackingIdentifier = "A", Quantity = Volume, Value = 1, Unit = Codes.Ucum.CubicMillimeter } }));

    [Test]
    public void Load_ByteOrderMarksAndUtf16_AreRead()
    {
        const string Csv = "TrackingIdentifier\nLäsion\n";
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using var stream = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(Csv)]);
            Assert.That(MeasurementTable.Load(stream).Rows[0].TrackingIdentifier, Is.EqualTo("Läsion"), encoding.EncodingName);
        }
    }

    [Test]
    public void Parse_ManyFaults_AreAllToldByLineAndColumn()
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => MeasurementTable.Parse(
            "group,TrackingIdentifer,TrackingIdentifier,quantity,value,units,ReferencedSegment\n"
            + "1,,A,118565006|SCT|Volume,\"37,3\",mm3,\n"
            + "1,,B,Volume,1,mm3,\n"
            + "2,,C,118565006|SCT|Volume,1,,0\n"
            + "3,,D,118565006|SCT|Volume,1,mm3\n"
            + "3,,D,,1,,\n"
            + ",,,118565006|SCT|Volume,1,cubic mm,\n"));

        Assert.That(fault!.Violations.Select(violation => violation.ToString()), Is.EqualTo(new[]
        {
            "column 2 (TrackingIdentifer) (line 1) is not a column that belongs here (did you mean 'TrackingIdentifier'?); a name that begins with # has it passed over. Known columns: group, measurementGroupType, TrackingIdentifier, TrackingUniqueIdentifier, activitySession, timePoint, FindingCategory, Finding, FindingSite, Laterality, TopographicalModifier, groupMeasurementMethod, AlgorithmName, AlgorithmVersion, AlgorithmParameters, segmentationSOPInstanceUID, segmentationSOPClassUID, ReferencedSegment, ReferencedFrame, SourceSeriesForImageSegmentation, sourceImages, rwvmMapUsedForMeasurement, quantity, value, valueQualifier, units, derivationModifier, derivationParameters, MeasurementMethod, measurementAlgorithmName, measurementAlgorithmVersion, measurementAlgorithmParameters, measurementModifiers, conceptCode, conceptValueCode, conceptValueText.",
            "column 5 (value) (line 2) is '37,3'; expected a decimal number (DS), or nan, inf or -inf where there is none.",
            "column 4 (quantity) (line 3) is 'Volume'; expected a code as value|scheme|meaning, such as 10200004|SCT|Liver.",
            "column 7 (ReferencedSegment) (line 4) is '0'; expected whole numbers from 1, with spaces between them.",
            "The row (line 5) has 6 fields; the header has 7. A field that holds a comma is put in quotes.",
            "column 5 (value) (line 6) stands without quantity, of which it says more.",
            "column 6 (units) (line 7) is 'cubic mm'; expected a unit of UCUM, such as mm3 (1 for a bare number), or a code as value|scheme|meaning.",
        }));
    }

    [TestCase("TrackingIdentifier,quantity,value\nA,118565006|SCT|Volume,1\n", "The row (line 2) lacks the column units")]
    [TestCase("TrackingIdentifier,quantity,value,units\nA,118565006|SCT|Volume,1,\n", "column 4 (units) (line 2) is missing; expected a unit of UCUM")]
    [TestCase("quantity,value,units\n118565006|SCT|Volume,1,mm3\n", "The row (line 2) names no group; expected a TrackingIdentifier or a group.")]
    [TestCase("TrackingIdentifier,Finding\nA,1|SCT|a\nA,2|SCT|b\n", "column 2 (Finding) (line 3) is '2|SCT|b', but '1|SCT|a' in the first row of the group (line 2).")]
    [TestCase("TrackingIdentifier,TrackingIdentifier\nA,A\n", "column 2 (TrackingIdentifier) (line 1) is given twice")]
    [TestCase("TrackingIdentifier,Laterality\nA,7771000|SCT|Left\n", "stands without FindingSite")]
    [TestCase("TrackingIdentifier,ReferencedSegment\nA,1\n", "stands without segmentationSOPInstanceUID")]
    [TestCase("TrackingIdentifier,AlgorithmVersion\nA,1\n", "stands without AlgorithmName")]
    [TestCase("TrackingIdentifier,segmentationSOPInstanceUID\nA,1.02\n", "expected a UID")]
    [TestCase("TrackingIdentifier,measurementGroupType\nA,VOLUME\n", "is 'VOLUME'; expected one of VOLUMETRIC, PLANAR, IMAGE.")]
    [TestCase("TrackingIdentifier,conceptCode\nA,1|99A|a\n", "has no answer, or two")]
    [TestCase("TrackingIdentifier,conceptValueText\nA,big\n", "stands without conceptCode")]
    [TestCase("TrackingIdentifier,quantity,conceptCode,conceptValueText\nA,1|99A|a,1|99A|a,b\n", "stands beside quantity")]
    [TestCase("TrackingIdentifier,quantity\nA,1|SEVENTEEN_LETTERS|a\n", "at most 16 are allowed (SH)")]
    [TestCase("TrackingIdentifier,quantity\nA,1||a\n", "expected a code as value|scheme|meaning")]
    [TestCase("TrackingIdentifier,quantity,measurementModifiers\nA,1|99A|a,1|99A|a\n", "expected modifiers as name=value")]
    [TestCase("TrackingIdentifier\n\"A\n", "(line 2) has a quote that is never closed.")]
    [TestCase("TrackingIdentifier\n\"A\"b\n", "(line 2) has text after a closing quote")]
    [TestCase("TrackingIdentifier\nA\"b\n", "(line 2) has a quote within a field that is not quoted")]
    [TestCase("", "The row (line 1) is missing; expected a header")]
    public void Parse_Fault_IsNamed(string csv, string message)
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => MeasurementTable.Parse(csv));

        Assert.That(fault!.Violations, Has.Count.EqualTo(1), fault.Message);
        Assert.That(fault.Violations[0].ToString(), Does.Contain(message).And.EndWith("."));
    }

    [Test]
    public void Parameters_WithoutUnit_AreRefused() =>
        Assert.That(() => CellText.Parameters("Bins|99TEST|Bins=64="), Throws.TypeOf<FormatException>().With.Message.Contains("unit of UCUM"));

    [Test]
    public void Load_Latin1_IsRefusedByName()
    {
        using var folder = new Support.TemporaryFolder();
        File.WriteAllBytes(folder["a.csv"], Encoding.Latin1.GetBytes("TrackingIdentifier\nLäsion\n"));

        Assert.That(Assert.Throws<MetadataException>(() => MeasurementTable.Load(folder["a.csv"]))!.Message, Does.StartWith("a.csv: ").And.Contain("expected UTF-8"));
    }

    [Test]
    public void FromMetadata_EveryKey_TellsWhatHasNoColumn()
    {
        MeasurementTable table = MeasurementTable.FromMetadata(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey));

        Assert.That(table.Rows.Select(row => row.ToString()), Is.EqualTo(new[]
        {
            "Lesion 1: Attenuation Coefficient = 37.3289 [hnsf'U]", "Lesion 1: Volume = Measurement failure", "Lesion 1: Tremendousness = Bad", "Lesion 1: Tremendousness = Absent",
            "Lesion 2: nothing measured", "Lesion 3: nothing measured", "Slice: nothing measured", "Lesion 4: nothing measured",
        }));
        Assert.That(table.Rows[4].TimePoint, Is.EqualTo("Week 4"), "what the document says for all groups");
        Assert.That(table.Warnings, Has.Some.EqualTo("Lesion 2: the table has no column for finding sites after the first, regions drawn in images, regions drawn in space, what is said of the time point beside its name."));
        Assert.That(table.Warnings, Has.Some.StartsWith("Lesion 1, Attenuation Coefficient: the table has no column for finding sites, measurements it was inferred from,"));
        Assert.That(table.Warnings, Has.Some.EqualTo("Measurements derived from those of several groups are not in the table."));
        Assert.That(MeasurementTable.Parse(table.ToCsv()).Rows, Is.EqualTo(table.Rows));
    }

    [Test]
    public void FromMetadata_OwnMeasurements_AreHeldWhole()
    {
        var measured = new MeasurementGroup
        {
            TrackingIdentifier = "Lesion",
            Algorithm = new AlgorithmIdentification { Name = "Meter", Version = "1.0", Parameters = ["families: Shape; Mesh", "values: = 7\\8"] },
            Measurements =
            [
                new Measurement
                {
                    Name = Volume, Value = 1e-7, Unit = Codes.Ucum.CubicMillimeter, Algorithm = new AlgorithmIdentification { Name = "Bins", Parameters = ["64"] },
                    DerivationParameters =
                    [
                        new NumericProperty { Name = new CodedConcept("Rank", "99T", "Rank = a|b"), Value = 5, Unit = Codes.Ucum.Percent },
                        new NumericProperty { Name = new CodedConcept("Rest", "99T", "Rest"), Unit = Codes.Ucum.NoUnits, Qualifier = new CodedConcept("114000", "DCM", "Not a number") },
                    ],
                },
            ],
        };
        MeasurementTable table = MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = [measured, measured with { TrackingIdentifier = "Other", Algorithm = null }] });
        Assert.That(table.Warnings, Is.Empty);
        Assert.That(MeasurementTable.Parse(table.ToCsv()).ToGroups()[0], Is.EqualTo(measured));
    }

    [Test]
    public void FromMetadata_WhatNoCellHolds_IsLeftOutAndReadsBack()
    {
        var strange = new MeasurementGroup
        {
            TrackingIdentifier = "Lesion",
            TrackingUid = "1.02.3",
            Algorithm = new AlgorithmIdentification { Name = "", Version = "7" },
            FindingSites = [new FindingSite { Site = new CodedConcept("64033007", "a scheme beyond 16 letters", "Kidney"), Laterality = new CodedConcept("7771000", "SCT", "Left") }],
            Measurements = [new Measurement { Name = Volume, Value = 3 }, new Measurement { Name = new CodedConcept("1", "a scheme beyond 16 letters", "Length"), Value = 4, Unit = Codes.Ucum.Millimeter }],
        };
        MeasurementTable table = MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = [strange] });
        MeasurementTable back = MeasurementTable.Parse(table.ToCsv());
        Assert.That(back.Rows, Is.EqualTo(table.Rows));
        Assert.That(back.Rows[0], Is.EqualTo(new MeasurementRow { Group = 1, TrackingIdentifier = "Lesion", Quantity = Volume, Value = 3 }));
        Assert.That(table.Warnings, Has.Some.Contains("TrackingUniqueIdentifier is left out").And.Some.Contains("algorithm without a name").And.Some.Contains("FindingSite is left out").And.Some.Contains("no name"));
    }

    [Test]
    public void Save_RandomGroups_ComeBackEqual()
    {
        var random = new Random(312);
        using var folder = new Support.TemporaryFolder();
        for (int i = 0; i < 300 * TestScale.Value; i++)
        {
            MeasurementGroup[] groups = [.. Enumerable.Range(0, random.Next(1, 5)).Select(number => Group(random, number))];
            MeasurementTable table = MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = groups });
            using var stream = new MemoryStream();

            table.Save(stream);
            stream.Position = 0;
            MeasurementTable back = MeasurementTable.Load(stream);

            Assert.That(table.Warnings, Is.Empty);
            Assert.That(back.Rows, Is.EqualTo(table.Rows), table.ToCsv());
            Assert.That(back.ToGroups(), Is.EqualTo(groups), table.ToCsv());
        }
    }

    private static MeasurementGroup Group(Random random, int number) => new()
    {
        Kind = (MeasurementGroupKind)random.Next(3),
        TrackingIdentifier = $"{number} {Text(random)}",
        TrackingUid = Maybe(random, "1.2." + random.Next()),
        ActivitySession = Maybe(random, Text(random)),
        TimePoint = random.Next(2) == 0 ? null : new TimePointContext { TimePoint = Text(random) },
        FindingCategory = Code(random),
        Finding = Code(random),
        FindingSites = Code(random) is { } site ? [new FindingSite { Site = site, Laterality = Code(random), TopographicalModifier = Code(random) }] : [],
        Method = Code(random),
        Algorithm = random.Next(2) == 0 ? null : new AlgorithmIdentification { Name = Text(random), Version = Maybe(random, Text(random)) },
        RealWorldValueMapUid = Maybe(random, "1.2.3"),
        ReferencedSegments = random.Next(2) == 0 ? [] : [new ImageReference { SopInstanceUid = "1.2.4", SopClassUid = Maybe(random, "1.2.5"), SegmentNumbers = [1, 2, random.Next(3, 99)], FrameNumbers = random.Next(2) == 0 ? [] : [4] }],
        SourceSeriesUid = Maybe(random, "1.2.6"),
        SourceImages = random.Next(2) == 0 ? [] : [new ImageReference { SopInstanceUid = "1.2.7" }, new ImageReference { SopInstanceUid = "1.2.8" }],
        Measurements = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Measurement(random))],
        QualitativeEvaluations = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Evaluation(random))],
    };

    private static Measurement Measurement(Random random)
    {
        double? value = random.Next(4) == 0 ? null : BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any : 1;
        return new Measurement
        {
            Name = Code(random) ?? Volume,
            Value = value,
            Qualifier = value is null ? new CodedConcept($"11400{random.Next(10)}", "DCM", "Not a number") : null,
            Unit = random.Next(2) == 0 ? Codes.Ucum.CubicMillimeter : Code(random) ?? Codes.Ucum.NoUnits,
            Derivation = Code(random),
            Method = Code(random),
            Modifiers = Modifiers(random),
        };
    }

    private static QualitativeEvaluation Evaluation(Random random)
    {
        CodedConcept? code = Code(random);
        return new QualitativeEvaluation { Name = Volume, Code = code, Text = code is null ? Text(random) : null, Modifiers = Modifiers(random) };
    }

    private static IReadOnlyList<MeasurementModifier> Modifiers(Random random) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => new MeasurementModifier(Code(random) ?? Volume, Code(random) ?? Volume))];

    private static string? Maybe(Random random, string text) => random.Next(2) == 0 ? null : text;

    private static CodedConcept? Code(Random random) => random.Next(2) == 0 ? null
        : new CodedConcept(OneLine(random), "99" + random.Next(100), OneLine(random), random.Next(3) == 0 ? "2026" : null);

    private static string OneLine(Random random) => Characters(random, "ab1,;|=\"' #é漢-+@");

    private static string Text(Random random) => Characters(random, "ab1,;|=\"' #é漢-+@\\\r\n\t");

    // Ends that are no white space: a cell is trimmed.
    private static string Characters(Random random, string alphabet) =>
        "x" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => alphabet[random.Next(alphabet.Length)])) + "y";
}
