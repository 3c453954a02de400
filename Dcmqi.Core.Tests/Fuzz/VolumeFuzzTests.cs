using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Mutated files: whatever is in them, only the errors of the design come out, and memory stays in proportion to the file.</summary>
public class VolumeFuzzTests
{
    private const int Mutations = 200_000;

    // A file of a few hundred bytes, read by way of buffers of some 64 KiB each and inflated at most 1032 times.
    private const long MostBytes = 4 << 20;

    private static readonly string[] Words =
    [
        "0", "-1", "1", "2", "3", "17", "255", "65536", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807",
        "99999999999999999999999", "1e308", "1e-320", "nan", "inf", "-inf", "NaN", "(", ")", "()", "(nan,nan,nan)", "none", "LIST", "LIST 2", "%d", "%s%n", "%09999d",
        "../x", "/etc/passwd", "", " ", "\n", "\n\n", "\r\n", ":", ":=", "=", "\0", "\t", "\"", "gzip", "raw", "hex", "ascii", "bzip2", "big", "little", "uchar", "double", "int64",
        "MET_UCHAR", "MET_DOUBLE", "LOCAL", "True", "False", "space", "domain", "list", "RAS", "LPS", "right-anterior-superior-time",
    ];

    [Test]
    public void Read_MutatedHeader_ThrowsOnlyWhatItMay()
    {
        byte[][] seeds = Seeds();
        int count = TestScale.Cases(Mutations);
        var faults = new ConcurrentQueue<string>();
        int read = 0, refused = 0;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var random = new Random(i);
            byte[] file = Mutate(seeds[i % seeds.Length], random);

            // A change to compressed bytes hardly ever passes the checksum: some headers are changed first and then compressed.
            if (IsNifti(seeds[i % seeds.Length]) && random.Next(3) == 0)
                file = Compressed(file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Volume? whole = null;
            string? refusal = null;
            try
            {
                whole = VolumeFile.Read(new MemoryStream(file, writable: false));
                Interlocked.Increment(ref read);
            }
            catch (Exception error) when (error is VolumeFormatException or NotSupportedException)
            {
                refusal = error.Message;
                Interlocked.Increment(ref refused);
            }
            catch (Exception error)
            {
                faults.Enqueue($"{i}: {error}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostBytes + (1100L * file.Length))
                faults.Enqueue($"{i}: {allocated} bytes for a file of {file.Length}");
            if (SlicesDiffer(file, whole, refusal, random) is { } difference)
                faults.Enqueue($"{i}: {difference}");
        });

        TestContext.Out.WriteLine($"{count} files: {read} read, {refused} refused.");
        Assert.That(faults.Take(5), Is.Empty);

        // Mutations that never pass, or never fail, would test nothing.
        Assert.That(read, Is.GreaterThan(count / 20));
        Assert.That(refused, Is.GreaterThan(count / 20));
    }

    [Test]
    public void Read_MutatedHeaderBesideItsData_ThrowsOnlyWhatItMay()
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(1), VolumeSamples.Plain(4, 3, 2), typeof(short));
        string[] names = ["a.nhdr", "b.mhd", "c.hdr"];
        foreach (string name in names)
            VolumeFile.Write(folder[name], volume);
        int count = TestScale.Cases(900);
        for (int i = 0; i < count; i++)
        {
            string name = names[i % names.Length];
            byte[] seed = File.ReadAllBytes(folder[name]);
            string mutated = folder["m" + name[1..]];
            File.WriteAllBytes(mutated, Mutate(seed, new Random(i)));
            foreach (string extension in new[] { ".raw.gz", ".zraw", ".img" })
            {
                if (File.Exists(folder[name[..1] + extension]))
                    File.Copy(folder[name[..1] + extension], folder["m" + extension], overwrite: true);
            }

            Assert.That(() => Quietly(mutated), Throws.Nothing, $"mutation {i}");
        }

        static void Quietly(string path)
        {
            try
            {
                VolumeFile.Read(path);
            }
            catch (Exception error) when (error is VolumeFormatException or NotSupportedException)
            {
            }
        }
    }

    [Test]
    public void Read_CompressedBomb_IsRefusedBeforeMemoryIsTaken()
    {
        // 100 MB of zeros in 100 KB of gzip; the header promises 2 GB.
        var packed = new MemoryStream();
        packed.Write("NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2000 1000 1000\nspacings: 1 1 1\nencoding: gzip\n\n"u8);
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(new byte[100_000_000]);
        packed.Position = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(packed))!;
        Assert.That(error.Field, Is.EqualTo("sizes"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Read_StreamOfUnknownLength_TakesMemoryAsDataComes()
    {
        byte[] file = [.. "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2000 1000 1000\nspacings: 1 1 1\nencoding: raw\n\n"u8, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => VolumeFile.Read(new OneWayStream(new MemoryStream(file))), Throws.TypeOf<VolumeFormatException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20));
    }

    // What is read slice by slice is what is read at once, or is refused with the same words.
    private static string? SlicesDiffer(byte[] file, Volume? whole, string? refusal, Random random)
    {
        try
        {
            using VolumeReader reader = VolumeReader.Open(new MemoryStream(file, writable: false));
            byte[] slices = VolumeSlices.Bytes(reader, random);
            return whole is null ? $"slices are read where the whole is refused: {refusal}"
                : !VolumeSamples.Bytes(whole).AsSpan().SequenceEqual(slices) ? "slices hold other values"
                : reader.Warnings.SequenceEqual(whole.Warnings) ? null : "slices are read with other warnings";
        }
        catch (Exception error) when (error is VolumeFormatException or NotSupportedException)
        {
            return error.Message == refusal ? null : $"slices: {error.Message} whole: {refusal ?? "is read"}";
        }
    }

    private static bool IsNifti(byte[] file) => file[0] is 0x5C or 0x1C || file[3] is 0x5C or 0x1C;

    private static byte[] Compressed(byte[] file)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(file);
        return packed.ToArray();
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var file = new List<byte>(seed);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int header = Math.Min(file.Count, 600);
            int at = header == 0 ? 0 : random.Next(header);
            switch (random.Next(7))
            {
                case 0 when file.Count > 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1 when file.Count > 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    file.InsertRange(at, Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 3:
                    ReplaceWord(file, at, Words[random.Next(Words.Length)]);
                    break;
                case 4 when file.Count > 1:
                    file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at));
                    break;
                case 5 when random.Next(4) == 0:
                    file.RemoveRange(at, file.Count - at);
                    break;
                default:
                    // Numbers of a binary header: extreme in either byte order.
                    byte[] number = [.. Enumerable.Repeat((byte)(random.Next(3) switch { 0 => 0x00, 1 => 0xFF, _ => 0x7F }), random.Next(1, 9))];
                    for (int i = 0; i < number.Length && at + i < file.Count; i++)
                        file[at + i] = number[i];
                    break;
            }
        }

        return [.. file];
    }

    private static void ReplaceWord(List<byte> file, int at, string word)
    {
        int start = at, end = at;
        while (start > 0 && file[start - 1] > ' ')
            start--;
        while (end < file.Count && file[end] > ' ')
            end++;
        file.RemoveRange(start, end - start);
        file.InsertRange(start, Encoding.Latin1.GetBytes(word));
    }

    private static byte[][] Seeds()
    {
        var seeds = new List<byte[]>();
        var random = new Random(1);
        foreach (VolumeFormat format in new[] { VolumeFormat.Nrrd, VolumeFormat.MetaImage, VolumeFormat.Nifti })
        {
            foreach (CompressionLevel level in new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest })
            {
                foreach (int version in new[] { 1, 2 })
                {
                    Volume volume = VolumeSamples.Random(
                        random, VolumeSamples.Plain(4, 3, 2), version == 1 ? typeof(short) : typeof(float),
                        version == 1 ? VolumeComponentAxis.None : VolumeComponentAxis.Vector, version);
                    var file = new MemoryStream();
                    VolumeFile.Write(file, format, volume, new VolumeWriteOptions { Compression = level, NiftiVersion = version, ByteOrder = (VolumeByteOrder)(version - 1) });
                    seeds.Add(file.ToArray());
                }
            }
        }

        seeds.Add("NRRD0005\ntype: short\ndimension: 3\nspace: RAS\nsizes: 2 2 1\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nkinds: domain domain domain\nspace origin: (1,2,3)\nencoding: ascii\nkey:=value\n\n1 2 3 4\n"u8.ToArray());
        seeds.Add("NRRD0005\ntype: ushort\ndimension: 4\nspace: left-anterior-superior-time\nspace units: \"mm\" \"mm\" \"mm\" \"s\"\nsizes: 2 1 1 2\nspace directions: (1,0,0,0) (0,1,0,0) (0,0,1,0) (0,0,0,1)\nline skip: 1\nbyte skip: 1\nendian: big\nencoding: hex\n\nskipped\nx0001000200030004\n"u8.ToArray());
        seeds.Add("NRRD0003\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nspacings: 1 2 3\naxis mins: 0 0 0\naxis maxs: 1 1 1\ncenters: node cell ???\nunits: \"mm\" \"mm\" \"mm\"\nmeasurement frame: (1,0,0) (0,1,0) (0,0,1)\nbyte skip: -1\nencoding: raw\n\n12345678"u8.ToArray());
        seeds.Add("NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nspacings: 1 2 3\nencoding: raw\ndata file: LIST 2\na\nb\n"u8.ToArray());
        seeds.Add("Comment = x\nObjectType = Image\nNDims = 3\nBinaryData = False\nTransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = 1 2 3\nAnatomicalOrientation = RAI\nElementSpacing = 1 1 1\nDimSize = 2 2 1\nElementNumberOfChannels = 2\nDistanceUnits = mm\nHeaderSize = -1\nElementType = MET_FLOAT\nElementDataFile = LOCAL\n1 2 3 4 5 6 7 8"u8.ToArray());
        seeds.Add("NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile = a%02d.raw 1 2 1\n"u8.ToArray());
        byte[] analyze = [.. seeds[8][..344], 0, 0, 0, 0];
        seeds.Add(analyze);
        return [.. seeds];
    }
}
