using System.Globalization;

namespace Dcmqi.Tests.Support;

/// <summary>An enhanced, legacy converted or ultrasound volume image made from nothing: the same file for the same parameters.</summary>
/// <param name="frames">The frames, in the order in which they are stored; all of one size.</param>
internal sealed class PhantomMultiFrame(IReadOnlyList<PhantomFrame> frames)
{
    /// <summary>CT, MR, PT, or US for an ultrasound volume.</summary>
    public string Modality { get; init; } = "MR";

    /// <summary>Whether it was converted from single-frame images (not for US).</summary>
    public bool IsLegacyConverted { get; init; }

    /// <summary>Whether orientation and pixel measures stand with every frame, even where all frames share them.</summary>
    public bool IsPerFrame { get; init; }

    /// <summary>Different names give different patients, studies and series.</summary>
    public string Name { get; init; } = "phantom";

    /// <summary>Which instance of the series, from 0.</summary>
    public int Instance { get; init; }

    /// <summary>The stored values of a frame (from 0), row by row; all 0 if not given.</summary>
    public Func<int, short[]>? Pixels { get; init; }

    /// <summary>Overrides or drops attributes of the finished image.</summary>
    public Action<PhantomDataSet>? Change { get; init; }

    /// <summary>Adds to the functional groups of a frame (from 0).</summary>
    public Action<int, PhantomDataSet>? ChangeFrame { get; init; }

    public string SopInstanceUid => PhantomUid.Of(string.Create(CultureInfo.InvariantCulture, $"{Name} multi-frame image {Instance}"));

    public string SopClass => (Modality, IsLegacyConverted) switch
    {
        ("CT", false) => "1.2.840.10008.5.1.4.1.1.2.1",
        ("CT", true) => "1.2.840.10008.5.1.4.1.1.2.2",
        ("MR", false) => "1.2.840.10008.5.1.4.1.1.4.1",
        ("MR", true) => "1.2.840.10008.5.1.4.1.1.4.4",
        ("PT", false) => "1.2.840.10008.5.1.4.1.1.130",
        ("PT", true) => "1.2.840.10008.5.1.4.1.1.128.1",
        ("US", false) => "1.2.840.10008.5.1.4.1.1.6.2",
        _ => throw new ArgumentException($"The phantom knows no such {Modality}."),
    };

    public Stream Stream() => new MemoryStream(File());

    public byte[] File()
    {
        PhantomDataSet image = PhantomHeader.Of(Name, Modality, SopClass, SopInstanceUid, Instance + 1)
            .Text(0x00080008, "CS", @"ORIGINAL\PRIMARY\VOLUME\NONE")
            .Text(0x00280008, "IS", frames.Count.ToString(CultureInfo.InvariantCulture))
            .Text(0x00280301, "CS", "NO")
            .Sequence(0x52009229, Shared())
            .Sequence(0x52009230, [.. frames.Select((frame, index) => PerFrame(frame, index))]);
        PhantomHeader.SetPixels(image, frames[0].Geometry.Size.X, frames[0].Geometry.Size.Y, [.. Enumerable.Range(0, frames.Count).SelectMany(PixelsOf)]);
        Change?.Invoke(image);
        return image.ToPart10();
    }

    private short[] PixelsOf(int index) => Pixels?.Invoke(index) ?? new short[frames[index].Geometry.Size.X * frames[index].Geometry.Size.Y];

    private bool SharesGrid => !IsPerFrame && frames.All(frame => ReferenceEquals(frame.Geometry, frames[0].Geometry));

    private PhantomDataSet Shared()
    {
        var shared = new PhantomDataSet();
        if (SharesGrid)
            SetGrid(shared, frames[0].Geometry);
        return shared.Sequence(0x00289145, new PhantomDataSet().Text(0x00281052, "DS", "0").Text(0x00281053, "DS", "1").Text(0x00281054, "LO", "US"));
    }

    private PhantomDataSet PerFrame(PhantomFrame frame, int index)
    {
        PhantomDataSet content = new PhantomDataSet()
            .Bytes(0x00209156, "US", BitConverter.GetBytes((ushort)1))
            .Bytes(0x00209157, "UL", [.. BitConverter.GetBytes(frame.Time ?? 1), .. BitConverter.GetBytes(index + 1)]);
        if (frame.StackId is not null)
            content.Text(0x00209056, "SH", frame.StackId).Bytes(0x00209057, "UL", BitConverter.GetBytes(frame.Slice + 1));
        if (frame.Time is { } time)
            content.Bytes(0x00209128, "UL", BitConverter.GetBytes(time));
        var groups = new PhantomDataSet().Sequence(0x00209111, content);
        if (!SharesGrid)
            SetGrid(groups, frame.Geometry);
        SetPosition(groups, frame);
        if (frame.BValue is { } bValue)
            SetOwn(groups, 0x00189117, 0x00189087, bValue);
        if (frame.EchoTimeMs is { } echo && !IsLegacyConverted)
            SetOwn(groups, 0x00189114, 0x00189082, echo);
        else if (frame.EchoTimeMs is { } legacyEcho)
            groups.Sequence(0x00209171, new PhantomDataSet().Decimals(0x00180081, legacyEcho));
        ChangeFrame?.Invoke(index, groups);
        return groups;
    }

    private static void SetOwn(PhantomDataSet groups, uint sequence, uint attribute, double value) =>
        groups.Sequence(sequence, new PhantomDataSet().Bytes(attribute, "FD", BitConverter.GetBytes(value)));

    private void SetGrid(PhantomDataSet groups, VolumeGeometry geometry)
    {
        double[] cosines = [geometry.DirectionX.X, geometry.DirectionX.Y, geometry.DirectionX.Z, geometry.DirectionY.X, geometry.DirectionY.Y, geometry.DirectionY.Z];
        if (Modality == "US")
            groups.Sequence(0x0020930F, new PhantomDataSet().Bytes(0x00209302, "FD", Doubles(cosines)));
        else
            groups.Sequence(0x00209116, new PhantomDataSet().Decimals(0x00200037, cosines));
        groups.Sequence(0x00289110, new PhantomDataSet()
            .Decimals(0x00280030, geometry.SpacingMm.Y, geometry.SpacingMm.X)
            .Decimals(0x00180050, geometry.SpacingMm.Z)
            .Decimals(0x00180088, geometry.SpacingMm.Z));
    }

    private void SetPosition(PhantomDataSet groups, PhantomFrame frame)
    {
        VolumeGeometry geometry = frame.Geometry;
        Vector3d position = geometry.OriginMm + (geometry.DirectionZ * (frame.Slice * geometry.SpacingMm.Z));
        if (Modality == "US")
            groups.Sequence(0x0020930E, new PhantomDataSet().Bytes(0x00209301, "FD", Doubles(position.X, position.Y, position.Z)));
        else
            groups.Sequence(0x00209113, new PhantomDataSet().Decimals(0x00200032, position.X, position.Y, position.Z));
    }

    private static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
