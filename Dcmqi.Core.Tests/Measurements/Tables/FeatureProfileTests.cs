using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements.Tables;

/// <summary>Tables as PyRadiomics, MIRP and TotalSegmentator write them.</summary>
public sealed class FeatureProfileTests
{
    // As the command line of PyRadiomics 3 writes a case: what it was given, then diagnostics, then features.
    private const string PyRadiomicsTable =
        "Image,Mask,Label,diagnostics_Versions_PyRadiomics,diagnostics_Versions_Numpy,diagnostics_Configuration_Settings,diagnostics_Mask-original_BoundingBox,"
        + "original_shape_MeshVolume,original_shape_VoxelVolume,original_shape_Maximum2DDiameterSlice,original_firstorder_Mean,original_firstorder_Kurtosis,original_firstorder_Energy,original_firstorder_Entropy,"
        + "original_firstorder_StandardDeviation,original_glcm_MCC,wavelet-LLH_glcm_Contrast,log-sigma-3-0-mm-3D_firstorder_Mean\n"
        + "ct.nrrd,mask.nrrd,1,v3.1.0,1.26.4,\"{'minimumROIDimensions': 2, 'normalize': False, 'binWidth': 25, 'voxelArrayShift': 0, 'label': 1}\",\"(162, 84, 11, 47, 70, 7)\","
        + "70361.9,70229.25,312.5,-37.5,2.9,1.5e+09,3.25,41.5,0.5,12.75,-4.125\n";

    private static readonly FeatureProfile OfCt = FeatureProfile.PyRadiomics with { Quantity = Codes.Dcm.AttenuationCoefficient, Unit = Codes.Ucum.HounsfieldUnit };

    [Test]
    public void PyRadiomics_Columns_AreCodedFeaturesWithUnits()
    {
        FeatureRow row = FeatureTable.Parse(PyRadiomicsTable, OfCt).Rows.Single();

        Assert.That(row.Segment, Is.EqualTo(1));
        Assert.That(row.Features.Select(Said), Is.EqualTo(new[]
        {
            "RNU0 IBSI = 70361.9 mm3",
            "YEKZ IBSI (126030) = 70229.25 mm3",
            "shape_Maximum2DDiameterSlice 99PYRADIOMICS = 312.5 mm",
            "112031 DCM 373098007 (Q4LE) = -37.5 [hnsf'U]",
            "112031 DCM 126052 (IPH6) = -0.1 1",
            "112031 DCM N8CA = 1500000000 [hnsf'U]2",
            "TLU2 IBSI = 3.25 1",
            "112031 DCM 386136009 (firstorder_StandardDeviation) = 41.5 [hnsf'U]",
            "glcm_MCC 99PYRADIOMICS = 0.5 1",
            "ACUI IBSI = 12.75 1",
            "Q4LE IBSI 373098007 = -4.125 1",
        }));
    }

    [Test]
    public void PyRadiomics_FilterAndBins_AreModifiers()
    {
        Dictionary<double, Measurement> features = FeatureTable.Parse(PyRadiomicsTable, OfCt).Rows.Single().Features.ToDictionary(feature => feature.Value!.Value);

        Assert.That(features[12.75].Modifiers.Select(Text), Is.EqualTo(new[]
        {
            "ImageFilter = wavelet-LLH 99PYRADIOMICS 'Wavelet, sub-band LLH'",
            "4R0B = FixedBinSizeAtMultiples 99DCMQI 'Fixed bin size, bins at multiples of it'",
        }));
        Assert.That(features[12.75].DerivationParameters.Single().ToString(), Is.EqualTo("Bin width = 25"), "values of a wavelet have no unit");
        Assert.That(features[-4.125].Modifiers.Select(Text), Is.EqualTo(new[] { "ImageFilter = log-sigma-3-0-mm-3D 99PYRADIOMICS 'Laplacian of Gaussian, sigma 3.0 mm, 3D'" }));
        Assert.That(features[3.25].DerivationParameters.Single().ToString(), Is.EqualTo("Bin width = 25 [hnsf'U]"));
        Assert.That(features[-37.5].Modifiers, Is.Empty, "a mean has no bins");
    }

    [Test]
    public void PyRadiomics_Diagnostics_AreVersionAndParameters()
    {
        AlgorithmIdentification algorithm = FeatureTable.Parse(PyRadiomicsTable, OfCt).Rows.Single().Algorithm!;

        Assert.That(algorithm.ToString(), Is.EqualTo("PyRadiomics v3.1.0"));
        Assert.That(algorithm.Parameters, Has.Count.EqualTo(4));
        Assert.That(algorithm.Parameters, Does.Contain("diagnostics_Versions_Numpy: 1.26.4").And.Contain("diagnostics_Mask-original_BoundingBox: (162, 84, 11, 47, 70, 7)"));
    }

    [TestCase("'binCount': 32", "K15C = 32")]
    [TestCase("('binCount', 32), ('binWidth', 25)", "K15C = 32")]
    [TestCase("\"binWidth\": 2.5e1", "FixedBinSizeAtMultiples = 25")]
    [TestCase("'label': 1", "")]
    public void PyRadiomics_Settings_SayTheBins(string settings, string bins)
    {
        string table = $"diagnostics_Configuration_Settings,original_glcm_Contrast\n\"{{{settings.Replace("\"", "\"\"")}}}\",1.5\n";
        Measurement contrast = FeatureTable.Parse(table, FeatureProfile.PyRadiomics).Rows.Single().Features.Single();

        Assert.That(string.Join("; ", contrast.Modifiers.Zip(contrast.DerivationParameters, (modifier, size) => $"{modifier.Value.Value} = {size.Value}")), Is.EqualTo(bins));
    }

    [Test]
    public void PyRadiomics_NormalizedOrShiftedValues_AreNotThoseOfTheImage()
    {
        const string Table = "diagnostics_Configuration_Settings,original_firstorder_Mean,original_firstorder_Energy,original_firstorder_RootMeanSquared\n\"{'normalize': True, 'voxelArrayShift': 2000}\",0.5,7,8\n";

        Assert.That(FeatureTable.Parse(Table, OfCt).Rows.Single().Features.Select(Said), Is.EqualTo(new[]
        {
            "Q4LE IBSI 373098007 = 0.5 1", "firstorder_Energy 99PYRADIOMICS = 7 1", "firstorder_RootMeanSquared 99PYRADIOMICS = 8 1",
        }));
    }

    [Test]
    public void PyRadiomics_WhatIsNotUnderstood_IsRefusedByName()
    {
        MetadataException fault = Assert.Throws<MetadataException>(() => FeatureTable.Parse(
            "Patient,Label,original_shape_MeshVolum,original_texture_Contrast,curvelet_glcm_Contrast,original_glcm_Contrast,original_glcm_Contrast\nA,1,1,1,1,x,2\nA,1,1,1,1,1,1\n", FeatureProfile.PyRadiomics))!;

        Assert.That(string.Join("\n", fault.Violations), Does.Contain("(Patient) (line 1) is no column of PyRadiomics")
            .And.Contain("(original_shape_MeshVolum) (line 1) is no feature of PyRadiomics' class shape (did you mean 'MeshVolume'?)")
            .And.Contain("'texture', which PyRadiomics does not have").And.Contain("'curvelet', which is no image of PyRadiomics")
            .And.Contain("column 7 (original_glcm_Contrast) (line 1) is given twice").And.Contain("is 'x'; expected a decimal number")
            .And.Contain("is segment 1, as in line 2"));
        Assert.That(FeatureTable.Parse("Patient,Label,original_glcm_Contrast\nA,1,1\n", FeatureProfile.PyRadiomics with { IgnoredColumns = ["Pat*"] }).Rows, Has.Count.EqualTo(1));
        Assert.That(
            Assert.Throws<MetadataException>(() => FeatureTable.Parse("original_glcm_Contrast\n1\n2\n", FeatureProfile.PyRadiomics))!.Message,
            Does.Contain("is a second one, and there is no column Label"));
        Assert.That(Assert.Throws<MetadataException>(() => FeatureTable.Parse("Image,Mask\na,b\n", FeatureProfile.PyRadiomics))!.Message, Does.Contain("has no column of a feature of PyRadiomics"));
    }

    [Test]
    public void PyRadiomics_WithoutLabel_IsTheOnlySegment()
    {
        using var folder = new TemporaryFolder();
        string table = PyRadiomicsTable.Replace("Image,Mask,Label,", "Image,Mask,").Replace("mask.nrrd,1,", "mask.nrrd,");
        FeatureTable.Parse(table, OfCt).ToReport(Repository.Data("segmentations/liver.dcm")).Save(folder["report.dcm"]);

        using MeasurementReport report = MeasurementReport.Open(folder["report.dcm"]);
        MeasurementGroup group = report.Groups.Single();
        Assert.That(group.ReferencedSegments.Single().SegmentNumbers, Is.EqualTo(new[] { 1 }));
        Assert.That(group.Algorithm!.ToString(), Is.EqualTo("PyRadiomics v3.1.0"));
        Assert.That(group.Measurements, Is.EqualTo(FeatureTable.Parse(table, OfCt).Rows.Single().Features));
        Assert.That(report.Metadata.Observers.Single().ToString(), Is.EqualTo("PyRadiomics"));
        DicomJudges.AssertSound(folder["report.dcm"]);
    }

    // As MIRP 2 writes a table with pandas, with semicolons.
    [Test]
    public void Mirp_Columns_AreCodedFeatures()
    {
        const string Table =
            "sample_name;image_modality;image_mask_label;image_voxel_size_x;morph_volume;stat_kurt;stat_p25;ivh_v10;ivh_i90;ih_entropy_fbs_w25.0;cm_contrast_d1.0_3d_avg_fbn_n32;ngl_glnu_norm_d1.0_a0.0_2.5d_fbsp_w12.5;"
            + "log_s_2.0_stat_mean;wavelet_coif1_LLH_level_1_invar_szm_sze_3d_fbn_n16\n"
            + "A;ct;liver;1.0;70361.9;-0.25;11;0.75;-20;3.5;12.5;0.125;-1.5;0.5\n";

        FeatureRow row = FeatureTable.Parse(Table, FeatureProfile.Mirp).Rows.Single();

        Assert.That(row.SegmentLabel, Is.EqualTo("liver"));
        Assert.That(row.Algorithm!.Parameters, Is.EqualTo(new[] { "image_modality: ct", "image_voxel_size_x: 1.0" }));
        Assert.That(row.Features.Select(feature => Said(feature) + string.Concat(feature.Modifiers.Select(modifier => $" [{modifier.Value.Value}]")) + string.Concat(feature.DerivationParameters.Select(number => $" [{number.Value}]"))), Is.EqualTo(new[]
        {
            "RNU0 IBSI = 70361.9 mm3",
            "112031 DCM 126052 (IPH6) = -0.25 1",
            "stat_p25 99MIRP = 11 [hnsf'U]",
            "NK6P IBSI = 0.75 1",
            "BOHI IBSI = -20 [hnsf'U]",
            "TLU2 IBSI = 3.5 1 [Q3RU] [25]",
            "ACUI IBSI = 12.5 1 [ITBB] [K15C] [1] [32]",
            "5SPA IBSI = 0.125 1 [62GR] [FixedBinSizeAtMultiples] [1] [0] [12.5]",
            "Q4LE IBSI 373098007 = -1.5 1 [log_s_2.0]",
            "5QRC IBSI = 0.5 1 [wavelet_coif1_LLH_level_1_invar] [KOBO] [K15C] [16]",
        }));
        Assert.That(
            Assert.Throws<MetadataException>(() => FeatureTable.Parse("morph_volum;curvelet_stat_mean;age\n1;2;3\n", FeatureProfile.Mirp))!.Message,
            Does.Contain("did you mean 'morph_volume'?").And.Contain("'curvelet', which is no filter").And.Contain("(age) (line 1) is no column of MIRP"));
    }

    [Test]
    public void TotalSegmentator_Statistics_AreOfSegmentsByName()
    {
        using var folder = new TemporaryFolder();
        const string Statistics = """
            {
                "spleen": { "volume": 0.0, "intensity": 0.0 },
                "LIVER": { "volume": 70229.25, "intensity": 104.23, "n_voxels": 31213, "intensity_std": 20.5, "centroid_vox": [1.5, 2.25, 3.0], "bbox_vox": [[1, 2], [3, 4], [5, 6]] }
            }
            """;
        FeatureTable table = FeatureTable.Parse(Statistics, FeatureProfile.TotalSegmentator with { Quantity = Codes.Dcm.AttenuationCoefficient, Unit = Codes.Ucum.HounsfieldUnit });

        Assert.That(table.Warnings.Single(), Does.StartWith("1 class has nothing but 0").And.EndWith("is left out: spleen."));
        Assert.That(table.Rows.Single().ToString(), Is.EqualTo("Segment 'LIVER': 4 features"));
        Assert.That(table.Rows[0].Features.Select(Said), Is.EqualTo(new[]
        {
            "YEKZ IBSI (126030) = 70229.25 mm3", "112031 DCM 373098007 (Q4LE) = 104.23 [hnsf'U]", "n_voxels 99TOTALSEGM = 31213 1", "112031 DCM 386136009 (intensity_std) = 20.5 [hnsf'U]",
        }));
        Assert.That(table.Rows[0].Algorithm!.Parameters, Is.EqualTo(new[] { "centroid_vox: [1.5, 2.25, 3.0]", "bbox_vox: [[1, 2], [3, 4], [5, 6]]" }));

        MeasurementReport report = table.ToReport(Repository.Data("segmentations/liver.dcm"));
        report.Save(folder["report.dcm"]);
        Assert.That(report.Groups.Single().ReferencedSegments.Single().SegmentNumbers, Is.EqualTo(new[] { 1 }));
        DicomJudges.AssertSound(folder["report.dcm"]);
    }

    [Test]
    public void TotalSegmentator_FaultyStatistics_AreToldByPlace()
    {
        Assert.That(
            Assert.Throws<MetadataException>(() => FeatureTable.Parse("{ \"liver\": { \"volume\": \"x\", \"area\": 1,\n \"shape_MeshVolum\": 2 }, \"spleen\": 3 }", FeatureProfile.TotalSegmentator))!.Violations.Select(violation => violation.ToString()),
            Has.Some.StartsWith("/liver/volume (line 1) is no number").And.Some.StartsWith("/liver/area (line 1) is not a key of TotalSegmentator's statistics")
                .And.Some.Contain("did you mean 'MeshVolume'?").And.Some.StartsWith("/spleen (line 2) is no object"));
        Assert.That(Assert.Throws<MetadataException>(() => FeatureTable.Parse("[1]", FeatureProfile.TotalSegmentator))!.Message, Does.Contain("is no statistics of TotalSegmentator"));
        string liver = Repository.Data("segmentations/liver.dcm");
        Assert.That(
            Assert.Throws<ConversionException>(() => FeatureTable.Parse("{ \"kidney_left\": { \"volume\": 1 } }", FeatureProfile.TotalSegmentator).ToReport(liver))!.Message,
            Does.Contain("features of segment 'kidney_left'").And.Contain("has segments 1 '"));
    }

    private static string Said(Measurement feature) =>
        $"{feature.Name.Value} {feature.Name.Scheme}{(feature.Derivation is null ? "" : " " + feature.Derivation.Value)}{(feature.Method is null ? "" : $" ({feature.Method.Value})")} = {feature.Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)} {feature.Unit!.Value}";

    private static string Text(MeasurementModifier modifier) => $"{modifier.Name.Value} = {modifier.Value.Value}{(modifier.Value.Scheme == "IBSI" ? "" : $" {modifier.Value.Scheme} '{modifier.Value.Meaning}'")}";
}
