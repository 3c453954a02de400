using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Ways in which the file of a segmentation or parametric map goes wrong.</summary>
internal static class SegmentationMutation
{
    private static readonly double[] Numbers =
        [0, 1, 2, 3, 5, 7, 8, 16, 32, 255, 256, 4096, 32767, 32768, 40000, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, -1, 0.5, 1e-9, 1e-300, 1e9, -1e9, 1e18, 1e300, -1e308];

    // What decides how much memory is needed, and where things go.
    private static readonly Tag[] Decisive =
    [
        Tags.Rows, Tags.Columns, Tags.NumberOfFrames, Tags.BitsAllocated, Tags.BitsStored, Tags.SamplesPerPixel, Tags.PixelPaddingValue, Tags.MaximumFractionalValue,
        Tags.ImagePositionPatient, Tags.ImageOrientationPatient, Tags.PixelSpacing, Tags.SpacingBetweenSlices, Tags.SliceThickness, Tags.SegmentNumber, Tags.ReferencedSegmentNumber,
        Tags.PixelRepresentation, Tags.RealWorldValueSlope, Tags.RealWorldValueFirstValueMapped, Tags.RealWorldValueLUTData, Tags.DimensionIndexValues, Tags.TemporalPositionIndex,
        Tags.TotalPixelMatrixColumns, Tags.TotalPixelMatrixRows, Tags.TotalPixelMatrixFocalPlanes, Tags.ColumnPositionInTotalImagePixelMatrix, Tags.RowPositionInTotalImagePixelMatrix,
        Tags.XOffsetInSlideCoordinateSystem, Tags.ZOffsetInSlideCoordinateSystem, Tags.ImageOrientationSlide,
    ];

    /// <summary>Bytes changed anywhere, some cut off.</summary>
    public static byte[] Anywhere(Random random, byte[] original)
    {
        byte[] bytes = random.Next(3) == 0 ? original[..random.Next(original.Length)] : [.. original];
        return Change(random, bytes, 0, bytes.Length);
    }

    /// <summary>Bytes changed in a short stretch behind the preamble: tags, lengths and values that stand together.</summary>
    public static byte[] InHeader(Random random, byte[] original)
    {
        byte[] bytes = [.. original];
        int start = random.Next(128, bytes.Length);
        return Change(random, bytes, start, Math.Min(bytes.Length, start + 40));
    }

    /// <summary>A sound file with one to three values that lie.</summary>
    public static byte[] OfValues(Random random, DicomFile original)
    {
        DataSet dataSet = original.DataSet.Clone();
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            List<(DataSet DataSet, Tag Tag)> places = [.. Places(dataSet)];
            (DataSet DataSet, Tag Tag)[] decisive = [.. places.Where(place => Decisive.Contains(place.Tag))];
            if (random.Next(4) != 0 && decisive.Length > 0)
                Lie(random, decisive[random.Next(decisive.Length)]);
            else
                Break(random, places[random.Next(places.Count)]);
        }

        // Our writer makes the File Meta Information of these.
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SOPClassUID, Tags.SOPInstanceUID])
        {
            if (!dataSet.HasValue(tag))
                dataSet.CopyFrom(original.DataSet, tag);
        }

        using var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, original.TransferSyntax);
        return stream.ToArray();
    }

    private static byte[] Change(Random random, byte[] bytes, int start, int end)
    {
        for (int count = random.Next(1, 8); count > 0 && end > start; count--)
        {
            int at = random.Next(start, end);
            bytes[at] = random.Next(4) switch
            {
                0 => 0xFF,
                1 => 0,
                2 => (byte)random.Next(256),
                _ => (byte)(bytes[at] ^ (1 << random.Next(8))),
            };
        }

        return bytes;
    }

    // Numbers of the right kind, of any size.
    private static void Lie(Random random, (DataSet DataSet, Tag Tag) place)
    {
        (DataSet dataSet, Tag tag) = place;
        double number = Numbers[random.Next(Numbers.Length)];
        switch (dataSet.Find(tag)!.VR)
        {
            case VR.US:
                // Now and then in a form that holds more than 16 bits.
                if (random.Next(8) == 0)
                    dataSet.SetBytes(tag, VR.UL, BitConverter.GetBytes((uint)Math.Clamp(number, 0, uint.MaxValue)));
                else
                    dataSet.SetBytes(tag, VR.US, BitConverter.GetBytes((ushort)Math.Clamp(number, 0, ushort.MaxValue)));
                break;
            case VR.UL:
                dataSet.SetBytes(tag, VR.UL, BitConverter.GetBytes((uint)Math.Clamp(number, 0, uint.MaxValue)));
                break;
            case VR.FD:
                dataSet.Set(tag, VR.FD, number);
                break;
            case VR.SL:
                dataSet.SetBytes(tag, VR.SL, BitConverter.GetBytes((int)Math.Clamp(number, int.MinValue, int.MaxValue)));
                break;
            case VR.IS:
                dataSet.Set(tag, Math.Truncate(Math.Clamp(number, -2e9, 2e9)).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                string[] values = dataSet.GetStrings(tag);
                if (values.Length > 0)
                    values[random.Next(values.Length)] = number.ToString("R", CultureInfo.InvariantCulture);
                dataSet.Set(tag, values);
                break;
        }
    }

    private static void Break(Random random, (DataSet DataSet, Tag Tag) place)
    {
        (DataSet dataSet, Tag tag) = place;
        DataElement? element = dataSet.Find(tag);
        if (element is null)
            return;
        if (element.VR == VR.SQ && element.Items.Count > 0)
        {
            List<DataSet> items = [.. element.Items];
            int at = random.Next(items.Count);
            switch (random.Next(4))
            {
                case 0:
                    items.RemoveAt(at);
                    break;
                case 1:
                    items.Insert(at, items[at].Clone());
                    break;
                case 2:
                    items.Reverse();
                    break;
                default:
                    dataSet.Remove(tag);
                    return;
            }

            dataSet.SetItems(tag, items);
        }
        else if (element.VR.IsText() && random.Next(2) == 0)
        {
            string[] texts = ["BINARY", "LABELMAP", "FRACTIONAL", "NUMERIC", "TILED_FULL", "TILED_SPARSE", "", "x", "\u00e9\\\u00e9", Uids.SegmentationStorage, Uids.LabelMapSegmentationStorage, new string('9', 70)];
            dataSet.SetBytes(tag, element.VR, System.Text.Encoding.UTF8.GetBytes(texts[random.Next(texts.Length)]));
        }
        else if (random.Next(3) == 0 && tag != Tags.PixelData)
        {
            dataSet.SetEmpty(tag);
        }
        else
        {
            dataSet.Remove(tag);
        }
    }

    private static IEnumerable<(DataSet DataSet, Tag Tag)> Places(DataSet dataSet)
    {
        foreach (DataElement element in dataSet)
        {
            yield return (dataSet, element.Tag);
            foreach (DataSet item in element.Items)
            {
                foreach ((DataSet, Tag) place in Places(item))
                    yield return place;
            }
        }
    }
}
