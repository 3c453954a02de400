using System.Globalization;
using System.Text;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

/// <summary>Random data sets of all VRs with sequences in them.</summary>
internal static class RandomDataSets
{
    private static readonly (Tag Tag, VR VR)[] Attributes =
    [
        (Tags.RetrieveAETitle, VR.AE), (Tags.PatientAge, VR.AS), (Tags.FrameIncrementPointer, VR.AT), (Tags.ImageType, VR.CS),
        (Tags.StudyDate, VR.DA), (Tags.SliceThickness, VR.DS), (Tags.AcquisitionDateTime, VR.DT), (Tags.RealWorldValueSlope, VR.FD),
        (Tags.RecommendedDisplayFrameRateInFloat, VR.FL), (Tags.InstanceNumber, VR.IS), (Tags.StudyDescription, VR.LO),
        (Tags.AdditionalPatientHistory, VR.LT), (Tags.ICCProfile, VR.OB), (Tags.TrackPointIndexList, VR.OL),
        (Tags.VolumetricCurvePoints, VR.OD), (Tags.UValueData, VR.OF), (Tags.ExtendedOffsetTable, VR.OV),
        (Tags.SegmentedRedPaletteColorLookupTableData, VR.OW), (Tags.PatientName, VR.PN), (Tags.StudyID, VR.SH),
        (Tags.ReferencePixelX0, VR.SL), (Tags.TagAngleSecondAxis, VR.SS), (Tags.DerivationDescription, VR.ST),
        (Tags.StudyTime, VR.TM), (Tags.LongCodeValue, VR.UC), (Tags.FrameOfReferenceUID, VR.UI), (Tags.SimpleFrameList, VR.UL),
        (Tags.RetrieveURL, VR.UR), (Tags.Rows, VR.US), (Tags.TextValue, VR.UT), (new Tag(0x0009, 0x1001), VR.UN),
        (new Tag(0x0009, 0x1002), VR.SV), (new Tag(0x0009, 0x1003), VR.UV), (new Tag(0x0009, 0x1004), VR.SH),
    ];

    private static readonly Tag[] Sequences = [Tags.ReferencedSeriesSequence, Tags.SegmentSequence, Tags.SharedFunctionalGroupsSequence, Tags.DerivationImageSequence, Tags.SourceImageSequence];

    public static DataSet Make(Random random, int depth = 0)
    {
        DataSet dataSet = new();
        foreach ((Tag tag, VR vr) in Attributes)
        {
            if (random.Next(3) != 0)
                Fill(dataSet, tag, vr, random);
        }

        foreach (Tag tag in Sequences)
        {
            if (depth < 4 && random.Next(depth + 2) == 0)
                dataSet.SetItems(tag, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random, depth + 1))]);
        }

        if (depth == 0)
        {
            dataSet.Set(Tags.SOPClassUID, Uids.SegmentationStorage);
            dataSet.Set(Tags.SOPInstanceUID, "1.2.3." + random.Next().ToString(CultureInfo.InvariantCulture));
            dataSet.SetBytes(Tags.PixelData, VR.OW, Bytes(random, random.Next(200_000) & ~1));
        }

        return dataSet;
    }

    /// <summary>Compares what two data sets hold; private VRs are lost in Implicit VR.</summary>
    public static void AssertSame(DataSet actual, DataSet expected, bool isImplicit)
    {
        DataElement[] left = [.. actual.Where(element => element.Tag != Tags.SpecificCharacterSet)];
        DataElement[] right = [.. expected.Where(element => element.Tag != Tags.SpecificCharacterSet)];
        Assert.That(left.Select(element => element.Tag), Is.EqualTo(right.Select(element => element.Tag)));
        for (int i = 0; i < left.Length; i++)
        {
            Tag tag = right[i].Tag;
            if (!isImplicit)
                Assert.That(left[i].VR, Is.EqualTo(right[i].VR), tag.Describe());
            Assert.That(left[i].Items, Has.Count.EqualTo(right[i].Items.Count), tag.Describe());
            for (int item = 0; item < left[i].Items.Count; item++)
                AssertSame(left[i].Items[item], right[i].Items[item], isImplicit);
            ReadOnlySpan<byte> value = left[i].Value.Span;
            ReadOnlySpan<byte> wanted = right[i].Value.Span;
            Assert.That(value.Length, Is.EqualTo(wanted.Length + (wanted.Length & 1)), tag.Describe());
            Assert.That(value[..wanted.Length].SequenceEqual(wanted), tag.Describe());
            if (value.Length != wanted.Length)
                Assert.That(value[^1], Is.EqualTo(right[i].VR.Padding()), tag.Describe());
        }
    }

    private static void Fill(DataSet dataSet, Tag tag, VR vr, Random random)
    {
        switch (vr)
        {
            case VR.AT: dataSet.SetTags(tag, Tags.Rows, Tags.PatientID); return;
            case VR.DS: dataSet.Set(tag, random.NextDouble() * 1000); return;
            case VR.IS or VR.US or VR.SS or VR.SL or VR.UL or VR.FL or VR.FD: dataSet.Set(tag, random.Next(1000)); return;
            case VR.UN: dataSet.SetBytes(tag, vr, Bytes(random, random.Next(20) * 2)); return;
            case VR.DA: dataSet.Set(tag, "20260228"); return;
            case VR.TM: dataSet.Set(tag, "101112.5"); return;
            case VR.DT: dataSet.Set(tag, "20260228101112.5"); return;
            case VR.AS: dataSet.Set(tag, "042Y"); return;
            case VR.UI: dataSet.Set(tag, "1.2.840.10008." + random.Next(100_000).ToString(CultureInfo.InvariantCulture)); return;
        }

        if (vr.IsText())
            dataSet.Set(tag, vr, Text(random, vr));
        else
            dataSet.SetBytes(tag, vr, Bytes(random, random.Next(random.Next(20) == 0 ? 10_000 : 6) * vr.UnitSize() + (vr == VR.OB ? random.Next(2) : 0)));
    }

    private static string Text(Random random, VR vr)
    {
        StringBuilder text = new();
        int length = (vr is VR.UT or VR.UC) && random.Next(10) == 0 ? 70_000 : random.Next(1, 14);
        for (int i = 0; i < length; i++)
            text.Append(random.Next(8) == 0 && vr.UsesCharacterSet() ? (char)random.Next(0xC0, 0x17F) : (char)('A' + random.Next(26)));
        return text.ToString();
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
