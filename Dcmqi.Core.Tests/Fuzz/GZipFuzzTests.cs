using System.IO.Compression;
using System.Security.Cryptography;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Gzip files of several members, cut off and changed: Python's gzip module takes and refuses the same, and gives the same bytes.</summary>
public sealed class GZipFuzzTests
{
    // For each file: what came of it, and the SHA-256 of what was given. Bytes behind the last member that are none are told apart: gzip leaves them out, Python does not.
    private const string Judge =
        """
        import gzip, hashlib, io, struct, sys, zlib
        cases = open(sys.argv[1], 'rb').read()
        at = 0
        while at < len(cases):
            length = struct.unpack_from('<I', cases, at)[0]
            source = gzip.GzipFile(fileobj=io.BytesIO(cases[at + 4:at + 4 + length]))
            at += 4 + length
            given, verdict = b'', 'whole'
            try:
                while part := source.read1():
                    given += part
            except gzip.BadGzipFile as fault:
                verdict = 'other' if 'Not a gzipped file' in str(fault) else 'damaged'
            except (EOFError, zlib.error):
                verdict = 'damaged'
            print(verdict, hashlib.sha256(given).hexdigest())
        """;

    // RFC 1952: reserved flags, and whether the header has a checksum, which Python does not look at.
    private const int UncheckedFlags = 0xE2;

    [Test]
    public void Read_DamagedMembers_PythonSaysTheSame()
    {
        ExternalProgram python = ExternalProgram.Python("gzip");
        var random = new Random(41);
        byte[][] files = [.. Enumerable.Range(0, TestScale.Cases(1500)).Select(_ => Damaged(random))];
        using var folder = new VolumeFolder();
        using (var all = new BinaryWriter(File.Create(folder["cases"])))
        {
            foreach (byte[] file in files)
            {
                all.Write(file.Length);
                all.Write(file);
            }
        }

        string[] verdicts = python.RunScript(Judge, folder["cases"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(verdicts, Has.Length.EqualTo(files.Length));
        int whole = 0;
        for (int index = 0; index < files.Length; index++)
        {
            foreach (int pieceBytes in (int[])[1, 700, 1 << 20])
            {
                string ours = Verdict(files[index], pieceBytes, random);
                string theirs = verdicts[index].StartsWith("damaged", StringComparison.Ordinal) || IsOtherFromTheStart(files[index]) ? "damaged" : verdicts[index];

                // "1F" alone behind the last member is the beginning of one that is cut short.
                if (ours != theirs && !(ours == "damaged" && theirs.StartsWith("other", StringComparison.Ordinal)))
                    Assert.Fail($"file {index}, pieces of {pieceBytes}: {ours}, Python: {verdicts[index]}: {Convert.ToHexString(files[index])}");
            }

            whole += verdicts[index].StartsWith("whole", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.That(whole, Is.InRange(files.Length / 20, files.Length * 2 / 3));
    }

    private static bool IsOtherFromTheStart(byte[] file) => file.Length > 0 && (file.Length < 2 || file[0] != 0x1F || file[1] != 0x8B);

    private static string Verdict(byte[] file, int pieceBytes, Random random)
    {
        using var inflater = new GZipInflater(new MemoryStream(file), pieceBytes, random.Next(1, 4));
        try
        {
            byte[] given = GZipMembers.ReadAll(inflater, random.Next(1, 3000), random);
            string kind = inflater.IsFollowedByOther && file.AsSpan().TrimEnd((byte)0).Length is var length && IsOther(file, length) ? "other" : "whole";
            return $"{kind} {Convert.ToHexString(SHA256.HashData(given)).ToLowerInvariant()}";
        }
        catch (InvalidDataException)
        {
            return "damaged";
        }
    }

    // Zeros alone are passed over by both.
    private static bool IsOther(byte[] file, int length)
    {
        using var inflater = new GZipInflater(new MemoryStream(file, 0, length));
        try
        {
            GZipMembers.ReadAll(inflater, 4096);
            return inflater.IsFollowedByOther;
        }
        catch (InvalidDataException)
        {
            // The zeros were part of a trailer.
            return false;
        }
    }

    private static byte[] Damaged(Random random)
    {
        var starts = new HashSet<int>();
        var members = new List<byte>();
        for (int count = random.Next(1, 9); count > 0; count--)
        {
            starts.Add(members.Count);
            byte[] content = GZipMembers.Content(random.Next(4) == 0 ? 0 : random.Next(1, 1200), random, random.Next(1, 40));
            Func<int, byte[]>? extra = random.Next(4) switch { 0 => null, 1 => GZipMembers.MgzipExtra, _ => GZipMembers.BgzfExtra };
            members.AddRange(GZipMembers.Member(content, (CompressionLevel)random.Next(3), extra, random.Next(4) == 0 ? "labels.nii" : null));
        }

        byte[] file = [.. members];
        switch (random.Next(8))
        {
            case 0:
                return file;
            case 1 or 2:
                return file[..random.Next(file.Length)];
            case 3:
                return [.. file, .. Behind(random)];
            default:
                // Headers, extra fields and trailers, and some of the rest.
                int start = starts.ElementAt(random.Next(starts.Count));
                int position = Math.Clamp(random.Next(5) == 0 ? random.Next(file.Length) : start + random.Next(-8, 26), 0, file.Length - 1);
                byte bit = (byte)(1 << random.Next(8));
                if (!starts.Contains(position - 3) || (bit & UncheckedFlags) == 0)
                    file[position] ^= bit;
                return file;
        }
    }

    private static byte[] Behind(Random random) => random.Next(4) switch
    {
        0 => new byte[random.Next(1, 600)],
        1 => [0, 0, 0x1F, 0x8C, 8, 0],
        2 => [0x1F, 0x8B],
        _ => GZipMembers.Content(random.Next(1, 100), random, 3),
    };
}
