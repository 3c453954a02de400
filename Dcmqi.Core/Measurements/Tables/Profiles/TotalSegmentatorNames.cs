using Dcmqi.Metadata;

namespace Dcmqi.Measurements;

/// <summary>Members of the objects in TotalSegmentator's <c>statistics.json</c>, and in <c>statistics_radiomics.json</c>, which are those of PyRadiomics without the image.</summary>
internal sealed class TotalSegmentatorNames : ColumnNames
{
    private readonly PyRadiomicsNames _radiomics = new();

    public override string Program => "TotalSegmentator";

    public override string Scheme => "99TOTALSEGM";

    public override ColumnMeaning Of(string column)
    {
        switch (column)
        {
            case "volume":
                return Known(column, "YEKZ", Codes.Dcm.SumOfSegmentedVoxelVolumes);
            case "intensity":
                return Known(column, "Q4LE");
            case "intensity_min":
                return Known(column, "1GSF");
            case "intensity_max":
                return Known(column, "84IY");
            case "intensity_std":
                return ColumnMeaning.Of(new FeatureName { Private = Code(column), PrivateUnit = FeatureUnit.Image, PrivateDerivation = Codes.Sct.StandardDeviation });
            case "n_voxels":
                return ColumnMeaning.Of(new FeatureName { Private = Code(column) });
            case "centroid_vox" or "bbox_vox":
                return ColumnMeaning.Parameter;
        }

        string[] parts = column.Split('_');
        return parts.Length == 2 ? _radiomics.OfFeature(parts[0], parts[1])
            : ColumnMeaning.NotUnderstood("is not a key of TotalSegmentator's statistics; expected volume, intensity, intensity_std, intensity_min, intensity_max, n_voxels, centroid_vox, bbox_vox or a feature such as shape_MeshVolume.");
    }

    public override RowSettings SettingsOf(IReadOnlyDictionary<string, string> texts) => new();

    private ColumnMeaning Known(string column, string ibsi, CodedConcept? method = null) => ColumnMeaning.Of(new FeatureName { Ibsi = ibsi, Private = Code(column), Method = method });

    private CodedConcept Code(string column) => new(column, Scheme, column);
}
