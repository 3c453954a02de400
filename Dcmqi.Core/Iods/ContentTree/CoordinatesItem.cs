using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>SCOORD or SCOORD3D: a shape in an image or in space (PS3.3 C.18.6, C.18.9).</summary>
internal sealed class CoordinatesItem(ContentValueType valueType, string graphicType, float[] graphicData) : ContentItem
{
    public override ContentValueType ValueType { get; } = valueType;

    /// <summary>Graphic Type (0070,0023): POINT, POLYLINE...</summary>
    public string GraphicType { get; } = graphicType;

    /// <summary>Graphic Data (0070,0022): column, row of each point for SCOORD; x, y, z in mm for SCOORD3D.</summary>
    public float[] GraphicData { get; } = graphicData;

    /// <summary>Referenced Frame of Reference UID (3006,0024) of SCOORD3D.</summary>
    public string? FrameOfReferenceUid { get; init; }

    public string? FiducialUid { get; init; }

    /// <summary>Pixel Origin Interpretation (0048,0301) of SCOORD: FRAME or VOLUME.</summary>
    public string? PixelOrigin { get; init; }

    public int PointCount => GraphicData.Length / (ValueType == ContentValueType.SCoord3D ? 3 : 2);

    public override void WriteValue(DataSet dataSet)
    {
        dataSet.Set(Tags.GraphicData, VR.FL, Array.ConvertAll(GraphicData, value => (double)value));
        dataSet.Set(Tags.GraphicType, GraphicType);
        if (FrameOfReferenceUid is not null)
            dataSet.Set(Tags.ReferencedFrameOfReferenceUID, FrameOfReferenceUid);
        if (FiducialUid is not null)
            dataSet.Set(Tags.FiducialUID, FiducialUid);
        if (PixelOrigin is not null)
            dataSet.Set(Tags.PixelOriginInterpretation, PixelOrigin);
    }

    public override string ValueText() =>
        string.Create(CultureInfo.InvariantCulture, $"{GraphicType}, {PointCount} {(PointCount == 1 ? "point" : "points")}");
}
