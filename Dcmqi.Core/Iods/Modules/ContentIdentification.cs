using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The Content Identification Macro (PS3.3 10.9).</summary>
/// <param name="InstanceNumber">Instance Number (0020,0013).</param>
/// <param name="Label">Content Label (0070,0080), CS.</param>
/// <param name="Description">Content Description (0070,0081).</param>
/// <param name="CreatorName">Content Creator's Name (0070,0084), where it is known.</param>
internal sealed record ContentIdentification(string InstanceNumber, string Label, string Description, string? CreatorName)
{
    public void SetOn(DataSet dataSet)
    {
        dataSet.Set(Tags.InstanceNumber, InstanceNumber);
        dataSet.Set(Tags.ContentLabel, Label);
        dataSet.Set(Tags.ContentDescription, Description);
        if (CreatorName is null)
            dataSet.SetEmpty(Tags.ContentCreatorName);
        else
            dataSet.Set(Tags.ContentCreatorName, CreatorName);
    }
}
