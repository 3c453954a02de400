namespace Dcmqi.Dicom.PixelData;

/// <summary>How the bytes of one native frame are laid out: little endian, rows from the top, pixels from the left (PS3.5 8.1).</summary>
/// <remarks>Where Bits Allocated is 1, a frame has one bit for each pixel, the first pixel in the lowest bit of the first byte, and begins on a byte.</remarks>
internal readonly record struct FrameFormat(
    int Rows,
    int Columns,
    int BitsAllocated,
    int BitsStored,
    int SamplesPerPixel = 1,
    bool IsSigned = false,
    PlanarConfiguration PlanarConfiguration = PlanarConfiguration.ColorByPixel)
{
    public long PixelCount => (long)Rows * Columns;

    public long SampleCount => PixelCount * SamplesPerPixel;

    /// <summary>Bytes of one sample; 1 where Bits Allocated is 1.</summary>
    public int BytesPerSample => (BitsAllocated + 7) / 8;

    /// <summary>Bytes of one frame, without padding to even length.</summary>
    /// <exception cref="NotSupportedException">They do not fit one array.</exception>
    public int FrameBytes
    {
        get
        {
            long bytes = BitsAllocated == 1 ? (SampleCount + 7) / 8 : SampleCount * BytesPerSample;
            return bytes <= Array.MaxLength ? (int)bytes : throw new NotSupportedException($"A frame of {bytes} bytes does not fit one array ({Array.MaxLength} bytes).");
        }
    }

    /// <summary>Reads the attributes of the Image Pixel Module (PS3.3 C.7.6.3) that lay out a frame.</summary>
    /// <exception cref="DicomFormatException">One is missing or cannot be.</exception>
    /// <exception cref="NotSupportedException">A frame does not fit one array, or Bits Allocated is none of 1, 8, 16, 32, 64.</exception>
    public static FrameFormat Of(DataSet dataSet)
    {
        int bitsAllocated = Required(dataSet, Tags.BitsAllocated, 1, 64);
        if (bitsAllocated is not (1 or 8 or 16 or 32 or 64))
            throw new NotSupportedException($"{dataSet.Describe(Tags.BitsAllocated)} is {bitsAllocated}; 1, 8, 16, 32 and 64 are supported.");
        int samples = Optional(dataSet, Tags.SamplesPerPixel, 1, 1, 4);
        FrameFormat format = new(
            Required(dataSet, Tags.Rows, 1, ushort.MaxValue),
            Required(dataSet, Tags.Columns, 1, ushort.MaxValue),
            bitsAllocated,
            Optional(dataSet, Tags.BitsStored, bitsAllocated, 1, bitsAllocated),
            samples,
            Optional(dataSet, Tags.PixelRepresentation, 0, 0, 1) == 1,
            samples == 1 ? PlanarConfiguration.ColorByPixel : (PlanarConfiguration)Optional(dataSet, Tags.PlanarConfiguration, 0, 0, 1));
        _ = format.FrameBytes;
        return format;
    }

    private static int Required(DataSet dataSet, Tag tag, int least, int greatest) =>
        dataSet.HasValue(tag) ? Optional(dataSet, tag, 0, least, greatest) : throw dataSet.Fault(tag, "is missing");

    private static int Optional(DataSet dataSet, Tag tag, int otherwise, int least, int greatest)
    {
        int value = dataSet.GetInt32(tag) ?? otherwise;
        return value >= least && value <= greatest ? value : throw dataSet.Fault(tag, $"is {value}; a value from {least} to {greatest} was expected");
    }
}
