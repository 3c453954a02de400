namespace Dcmqi.Cli.Batch;

/// <summary>How much memory a job may take, told from the headers and lengths of what it reads. Rather too much than too little.</summary>
internal static class JobSize
{
    // The decoded volume, what is made of it, and the object. A label map of 105 MB took 181 MB in all, a map of 419 MB 891 MB before slices were streamed.
    private const double PerVoxelByte = 3;

    // What a conversion takes whatever it reads, and a source file's header.
    private const long Fixed = 48L << 20, PerImage = 24 << 10;

    // A bit of a segmentation may become a byte; compressed frames grow more, but only some are decoded at once.
    private const int PerDicomByte = 8;

    private static readonly string[] PixelReaders = ["measure", "picture", "report"];

    /// <summary>Bytes.</summary>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static long Of(BatchJob job)
    {
        double bytes = Fixed;
        foreach (JobOption option in job.Options)
        {
            if (option.Role == JobOptionRole.Images)
                bytes += JobInputs.Of(option).Sum(input => PixelReaders.Contains(job.Command) ? PerImage + (input.File.Length * PerVoxelByte) : PerImage);
            else if (option.Role == JobOptionRole.Input)
                bytes += JobInputs.Of(option).Sum(input => OfInput(input.File));
        }

        return (long)bytes;
    }

    // What is no volume, or a faulty one, counts by its length; what is wrong with it the job says itself.
    private static double OfInput(FileInfo file)
    {
        try
        {
            using VolumeReader volume = VolumeReader.Open(file.FullName);
            return (double)volume.SliceLength * volume.SliceCount * BytesOf(volume.VoxelType) * PerVoxelByte;
        }
        catch (Exception none) when (none is DcmqiException or NotSupportedException)
        {
            return file.Length * (double)PerDicomByte;
        }
    }

    private static int BytesOf(Type voxel) => Type.GetTypeCode(voxel) switch
    {
        TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => 4,
    };
}
