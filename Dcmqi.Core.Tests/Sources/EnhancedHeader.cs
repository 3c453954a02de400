using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Sources;

/// <summary>What an Enhanced PET image of two frames says of its values; stored values are 500.</summary>
internal sealed record EnhancedHeader
{
    public string Attenuation { get; init; } = "YES";

    public string Decay { get; init; } = "YES";

    public string CorrectedTo { get; init; } = "20240229100000";

    /// <summary>The unit of all frames, or of each.</summary>
    public string[] Units { get; init; } = ["Bq/ml"];

    /// <summary>Frame Acquisition DateTime.</summary>
    public string[]? Start { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>Frame Reference DateTime.</summary>
    public string[]? Reference { get; init; }

    public Stream Stream(VolumeGeometry geometry, PhantomDataSet agent) => new PhantomMultiFrame([.. Enumerable.Range(0, 2).Select(slice => new PhantomFrame(geometry, slice))])
    {
        Modality = "PT",
        IsPerFrame = true,
        Pixels = _ => [.. Enumerable.Repeat((short)500, 12)],
        Change = image => image.Text(0x00101030, "DS", "70").Text(0x00189758, "CS", Decay).Text(0x00189759, "CS", Attenuation).Text(0x00189701, "DT", CorrectedTo)
            .Sequence(0x00540016, agent.Text(0x00181078, "DT", "20240229090000"))
            .Sequence(0x52009229, WithMapping(
                new PhantomDataSet().Sequence(0x00289145, new PhantomDataSet().Text(0x00281052, "DS", "0").Text(0x00281053, "DS", "1").Text(0x00281054, "LO", "US")),
                Units.Length == 1 ? Units[0] : null)),
        ChangeFrame = (frame, groups) => WithTimes(frame, WithMapping(groups, Units.Length > 1 ? Units[frame] : null)),
    }.Stream();

    private static PhantomDataSet WithMapping(PhantomDataSet groups, string? unit) => unit is null ? groups : groups
        .Sequence(0x00409096, new PhantomDataSet().Bytes(0x00409224, "FD", BitConverter.GetBytes(0.0)).Bytes(0x00409225, "FD", BitConverter.GetBytes(3.0))
            .Sequence(0x004008EA, new PhantomDataSet().Text(0x00080100, "SH", unit).Text(0x00080102, "SH", "UCUM").Text(0x00080104, "LO", unit)));

    private PhantomDataSet WithTimes(int frame, PhantomDataSet groups)
    {
        if (Start is null && Reference is null)
            return groups;
        var content = new PhantomDataSet();
        if (Start is not null)
            content.Text(0x00189074, "DT", Start[frame]);
        if (Reference is not null)
            content.Text(0x00189151, "DT", Reference[frame]);
        if (DurationMs is { } duration)
            content.Bytes(0x00189220, "FD", BitConverter.GetBytes(duration));
        return groups.Sequence(0x00209111, content);
    }
}
