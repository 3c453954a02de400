using Dcmqi.Dicom;

namespace Dcmqi;

public sealed partial class SourceFrame
{
    /// <summary>Gets the windows with which the image is meant to be shown (PS3.3 C.11.2 VOI LUT, C.7.6.16.2.10 Frame VOI LUT), the first one first; empty if the image names none. Values are those after rescaling.</summary>
    public IReadOnlyList<ValueWindow> Windows
    {
        get
        {
            DataSet holder = Group(Tags.FrameVOILUTSequence) ?? Image.Header;
            double[] centers = Reals(holder, Tags.WindowCenter);
            double[] widths = Reals(holder, Tags.WindowWidth);
            string[] explanations = holder.HasValue(Tags.WindowCenterWidthExplanation) ? holder.GetStrings(Tags.WindowCenterWidthExplanation) : [];
            ValueWindowFunction function = (holder.GetString(Tags.VOILUTFunction) ?? "") switch
            {
                "LINEAR_EXACT" => ValueWindowFunction.LinearExact,
                "SIGMOID" => ValueWindowFunction.Sigmoid,
                _ => ValueWindowFunction.Linear,
            };
            return
            [
                .. Enumerable.Range(0, Math.Min(centers.Length, widths.Length))
                    .Where(index => double.IsFinite(centers[index]) && double.IsFinite(widths[index]) && widths[index] > 0)
                    .Select(index => new ValueWindow(centers[index], widths[index]) { Function = function, Explanation = index < explanations.Length ? explanations[index] : "" }),
            ];
        }
    }
}
