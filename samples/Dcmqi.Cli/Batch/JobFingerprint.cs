using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dcmqi.Cli.Batch;

/// <summary>What a job's result follows from, as hashes.</summary>
internal static class JobFingerprint
{
    // Of a slice whose pixels a job does not read the header counts: what stands before its private groups and pixels is much shorter than this. Larger files may have longer headers, and count as a whole.
    private const int HeaderBytes = 16 * 1024, LargestSlice = 4 * 1024 * 1024;

    private static readonly string[] PixelReaders = ["measure", "picture", "report"];

    /// <summary>Sizes and times of all inputs, with the options: where it is the same, the inputs are not read again.</summary>
    /// <exception cref="IOException">An input cannot be looked at.</exception>
    public static string Stamp(BatchJob job) => HashOf(job, (option, hash) =>
    {
        Append(hash, option.Written);
        foreach ((string name, FileInfo file) in JobInputs.Of(option))
            Append(hash, string.Create(CultureInfo.InvariantCulture, $"{name}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));
    });

    /// <summary>The content of all inputs, with command and options: the same on every machine, wherever the files lie. Identifiers follow from it.</summary>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static string Content(BatchJob job, CancellationToken cancellationToken) => HashOf(job, (option, hash) =>
    {
        bool isHeaderOnly = option.Role == JobOptionRole.Images && !PixelReaders.Contains(job.Command);
        IEnumerable<string> files = JobInputs.Of(option).Select(input =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            string content = OfFile(input.File.FullName, isHeaderOnly && input.File.Length <= LargestSlice ? HeaderBytes : long.MaxValue);

            // What DICOM files of images are called says nothing; masks are called after what they show.
            return option.Role == JobOptionRole.Images ? content : $"{input.Name}|{content}";
        });
        foreach (string file in files.Order(StringComparer.Ordinal))
            Append(hash, file);
    });

    /// <summary>The hash of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes count, beside the length.</param>
    public static string OfFile(string path, long most = long.MaxValue)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            long left = most;
            int count;
            while (left > 0 && (count = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length))) > 0)
            {
                hash.AppendData(buffer, 0, count);
                left -= count;
            }

            Append(hash, stream.Length.ToString(CultureInfo.InvariantCulture));
            return Convert.ToHexString(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string HashOf(BatchJob job, Action<JobOption, IncrementalHash> appendInputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, job.Command);
        foreach (JobOption option in job.Options.Where(option => option.Role != JobOptionRole.Output))
        {
            Append(hash, option.Name);
            if (option.Role == JobOptionRole.Text)
                Append(hash, string.Join(',', option.Values));
            else
                appendInputs(option, hash);
        }

        // An output more is a result more; where it lies is not.
        foreach (JobOption option in job.Options.Where(option => option.Role == JobOptionRole.Output))
            Append(hash, option.Name);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // With its length, so that no two lists of texts are one.
    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
