using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>What tells frames apart that lie in the same place: the attributes of PS3.3 that stand for another dimension than space, each with the name that messages have for it.</summary>
internal static class FrameTraits
{
    /// <summary>In the order in which they are tried.</summary>
    public static IReadOnlyList<(string Name, Func<SourceFrame, string?> ValueOf)> All { get; } =
    [
        ("temporal position", frame => frame.Text(Tags.FrameContentSequence, Tags.TemporalPositionIndex) ?? frame.Text(null, Tags.TemporalPositionIdentifier)),
        ("time offset", frame => frame.Text(Tags.TemporalPositionSequence, Tags.TemporalPositionTimeOffset)),
        ("b-value", frame => frame.Text(Tags.MRDiffusionSequence, Tags.DiffusionBValue) ?? frame.Text(null, Tags.DiffusionBValue)),
        ("gradient direction", Gradient),
        ("echo time", Either(Tags.MREchoSequence, Tags.EffectiveEchoTime, Tags.EchoTime)),
        ("inversion time", Either(Tags.MRModifierSequence, Tags.InversionTimes, Tags.InversionTime)),
        ("flip angle", Either(Tags.MRTimingAndRelatedParametersSequence, Tags.FlipAngle, Tags.FlipAngle)),
        ("frame type", frame => frame.FrameType),
        ("trigger time", Either(Tags.CardiacSynchronizationSequence, Tags.NominalCardiacTriggerDelayTime, Tags.TriggerTime)),
        ("tube voltage", Either(Tags.CTXRayDetailsSequence, Tags.KVP, Tags.KVP)),
        ("kernel", Either(Tags.CTReconstructionSequence, Tags.ConvolutionKernel, Tags.ConvolutionKernel)),
        ("data type", frame => frame.Text(Tags.ImageDataTypeSequence, Tags.DataType)),
        ("acquisition", Either(Tags.FrameContentSequence, Tags.FrameAcquisitionNumber, Tags.AcquisitionNumber)),
        ("acquisition time", frame => frame.Text(Tags.FrameContentSequence, Tags.FrameAcquisitionDateTime) ?? frame.Text(null, Tags.AcquisitionDateTime) ?? frame.Text(null, Tags.AcquisitionTime)),
    ];

    private static Func<SourceFrame, string?> Either(Tag group, Tag inGroup, Tag inHeader) =>
        frame => frame.Text(group, inGroup) ?? frame.Text(null, inHeader);

    // PS3.3 C.8.13.5.9: the direction stands in a sequence of its own within the group.
    private static string? Gradient(SourceFrame frame)
    {
        DataSet? direction = (frame.Group(Tags.MRDiffusionSequence) ?? frame.Image.Header).GetItem(Tags.DiffusionGradientDirectionSequence);
        DataSet? holder = direction ?? (frame.Image.SharedGroups is null ? frame.Image.Header : null);
        return holder?.HasValue(Tags.DiffusionGradientOrientation) == true && holder.Find(Tags.DiffusionGradientOrientation)!.VR == VR.FD
            ? string.Join('\\', holder.GetDoubles(Tags.DiffusionGradientOrientation))
            : null;
    }
}
