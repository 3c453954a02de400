using Dcmqi.Web.Http;
using Dcmqi.Web.Multipart;

namespace Dcmqi.Web.Retrieving;

/// <summary>Writes instances of an answer to files: each whole or not at all, named by its SOP Instance UID.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="study">The study that was asked for.</param>
/// <param name="series">The series that was asked for, if one was.</param>
/// <param name="instance">The instance that was asked for, if one was.</param>
/// <param name="options">Limits.</param>
internal sealed class InstanceFiles(string folder, string study, string? series, string? instance, DicomWebOptions options)
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>The files so far, in the order in which they came first.</summary>
    public IReadOnlyList<string> Paths => [.. _paths.Values];

    /// <summary>Reads all instances of an answer. What came in an earlier attempt is written anew.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="onFile">Is told of each file.</param>
    /// <exception cref="DicomWebException">It has none, or something else than what was asked for.</exception>
    public async Task ReadAsync(ArchiveAnswer answer, Action? onFile)
    {
        int count = 0;
        if (IsDicom(answer.ContentType?.MediaType))
        {
            await KeepAsync(answer, 1, block => answer.Body.ReadAsync(block, answer.Token).AsTask()).ConfigureAwait(false);
            count++;
            onFile?.Invoke();
        }
        else
        {
            MultipartReader parts = MultipartReader.Of(answer, "instances");
            while (await parts.NextAsync().ConfigureAwait(false) is { } part)
            {
                if (part.ContentType?.MediaType is { } type && !IsDicom(type))
                    throw answer.Fault($"part {part.Number} is {ShownUnsafe.Of(type)}; application/dicom was expected.");
                await KeepAsync(answer, part.Number, parts.ReadAsync).ConfigureAwait(false);
                count++;
                onFile?.Invoke();
            }
        }

        if (count == 0)
            throw answer.Fault("the answer holds no instance.");
    }

    private static bool IsDicom(string? type) => string.Equals(type, "application/dicom", StringComparison.OrdinalIgnoreCase);

    private async Task KeepAsync(ArchiveAnswer answer, int number, Func<Memory<byte>, Task<int>> read)
    {
        string temporary = Path.Combine(folder, $".dcmqi-{Guid.NewGuid():N}.tmp");
        try
        {
            await WriteAsync(answer, number, temporary, read).ConfigureAwait(false);
            string uid = UidOf(answer, number, temporary);
            string path = Path.Combine(folder, uid + ".dcm");
            File.Move(temporary, path, overwrite: true);
            _paths[uid] = path;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task WriteAsync(ArchiveAnswer answer, int number, string path, Func<Memory<byte>, Task<int>> read)
    {
        byte[] block = new byte[128 << 10];
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            int count;
            while ((count = await read(block).ConfigureAwait(false)) > 0)
            {
                await file.WriteAsync(block.AsMemory(0, count), answer.Token).ConfigureAwait(false);
                if (file.Length > options.MaximumInstanceBytes)
                    throw answer.Fault($"instance {number} has more than {options.MaximumInstanceBytes} bytes, the most that {nameof(DicomWebOptions)}.{nameof(DicomWebOptions.MaximumInstanceBytes)} allows.");
            }
        }
    }

    // The name of a file is what the server says: only digits and dots get there. And it is what was asked for.
    private string UidOf(ArchiveAnswer answer, int number, string path)
    {
        InstanceIdentity identity;
        try
        {
            identity = InstanceIdentity.Read(path);
        }
        catch (Exception failure) when (failure is DicomFormatException or NotSupportedException)
        {
            throw new DicomWebException($"{answer.Request.Shown}: instance {number} of the answer is no whole DICOM file: {failure.Message}", null, failure) { IsTransient = true };
        }

        if (!InstanceUid.IsValid(identity.SopInstanceUid))
            throw answer.Fault($"instance {number} has the SOP Instance UID '{ShownUnsafe.Of(identity.SopInstanceUid)}', which is none.");
        if (identity.StudyInstanceUid != study || (series is not null && identity.SeriesInstanceUid != series) || (instance is not null && identity.SopInstanceUid != instance))
            throw answer.Fault($"instance {number} ({identity.SopInstanceUid}) is of study {ShownUnsafe.Of(identity.StudyInstanceUid)}, series {ShownUnsafe.Of(identity.SeriesInstanceUid)}, which was not asked for.");
        return identity.SopInstanceUid;
    }
}
