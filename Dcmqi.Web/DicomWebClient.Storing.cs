using System.Net;
using System.Runtime.ExceptionServices;
using Dcmqi.Web.Http;
using Dcmqi.Web.Storing;

namespace Dcmqi;

public sealed partial class DicomWebClient
{
    /// <summary>Stores a DICOM file of any kind in the archive (STOW-RS).</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Receives progress: bytes sent.</param>
    /// <param name="cancellationToken">Cancels the sending; what was sent whole may be stored.</param>
    /// <inheritdoc cref="StoreAsync(IEnumerable{string}, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task<StoreResult> StoreAsync(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreAsync([path], progress, cancellationToken);
    }

    /// <summary>Stores DICOM files of any kind in the archive (STOW-RS): streamed, in batches (<see cref="DicomWebOptions.BatchInstances"/>, <see cref="DicomWebOptions.BatchBytes"/>), one after the other.</summary>
    /// <param name="paths">The files. One that is no DICOM file or cannot be read is not sent, and stands among the failures.</param>
    /// <param name="progress">Receives progress: bytes sent.</param>
    /// <param name="cancellationToken">Cancels the sending; what was sent whole may be stored.</param>
    /// <returns>What the archive says of each instance. Failures do not throw: <see cref="StoreResult.ThrowIfFailed"/> does.</returns>
    /// <exception cref="DicomWebException">The archive could not be reached, refused the request as a whole or broke off before it said anything of any instance.</exception>
    /// <remarks>Where the archive breaks off after it has answered for some, the others stand among the failures with the reason. Nothing is sent twice but as <see cref="DicomWebOptions.StoreRetry"/> says, and <see cref="StoreResult.Warnings"/> tell of it.</remarks>
    public async Task<StoreResult> StoreAsync(IEnumerable<string> paths, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] named = [.. paths];
        var outcome = new StoreOutcome();
        long total = named.Sum(path => new FileInfo(path) is { Exists: true } file ? file.Length : 0);
        await StoreAsync(Items(named, outcome), outcome, total, progress, cancellationToken).ConfigureAwait(false);
        return outcome.ToResult();
    }

    /// <summary>Stores a segmentation, map, report, structure set or other object in the archive (STOW-RS). Its file is made while it is sent, and never as a whole.</summary>
    /// <param name="instance">The object, built or opened.</param>
    /// <param name="options">How it is written. Default: without compression.</param>
    /// <param name="progress">Receives progress: instances sent.</param>
    /// <param name="cancellationToken">Cancels the sending; what was sent whole may be stored.</param>
    /// <inheritdoc cref="StoreAsync(IEnumerable{CompositeInstance}, SaveOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task<StoreResult> StoreAsync(CompositeInstance instance, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return StoreAsync([instance], options, progress, cancellationToken);
    }

    /// <summary>Stores objects in the archive (STOW-RS). Their files are made while they are sent, and never as a whole.</summary>
    /// <param name="instances">The objects, built or opened.</param>
    /// <param name="options">How they are written. Default: without compression.</param>
    /// <param name="progress">Receives progress: instances sent.</param>
    /// <param name="cancellationToken">Cancels the sending; what was sent whole may be stored.</param>
    /// <returns>What the archive says of each instance. Failures do not throw: <see cref="StoreResult.ThrowIfFailed"/> does.</returns>
    /// <exception cref="DicomWebException">The archive could not be reached, refused the request as a whole or broke off before it said anything of any instance.</exception>
    /// <exception cref="ArgumentException">The compression does not go with the pixels.</exception>
    /// <exception cref="ConversionException">An object lacks what a file needs, or is larger than 4 GB and is not compressed frame by frame.</exception>
    public async Task<StoreResult> StoreAsync(IEnumerable<CompositeInstance> instances, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        var outcome = new StoreOutcome();
        ObjectItem[] items = [.. instances.Select(instance => ObjectItem.Of(instance, options))];
        await StoreAsync(items, outcome, items.Length, progress, cancellationToken).ConfigureAwait(false);
        return outcome.ToResult();
    }

    // Headers are read as their turn comes, so that a long list begins at once.
    private static IEnumerable<StoreItem> Items(IEnumerable<string> paths, StoreOutcome outcome)
    {
        foreach (string path in paths)
        {
            (FileItem? item, StoreFailure? failure) = FileItem.Of(path);
            if (item is not null)
                yield return item;
            else
                outcome.Failures.Add(failure!);
        }
    }

    private async Task StoreAsync(IEnumerable<StoreItem> items, StoreOutcome outcome, long total, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var sent = new StoreProgress(progress, total);
        DicomWebException? broken = null;
        foreach (StoreItem[] batch in Batches(items))
        {
            if (broken is null)
                broken = await StoreBatchAsync(batch, outcome, sent, cancellationToken).ConfigureAwait(false);
            else
                outcome.Failures.AddRange(batch.Select(item => item.Failed("not sent: " + broken.Message)));
        }

        if (_options.VerifyStored)
            await VerifyAsync(outcome, cancellationToken).ConfigureAwait(false);
    }

    // Some at a time: the list of UIDs stands in the address.
    private async Task VerifyAsync(StoreOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (StoredInstance[] some in outcome.Stored.GroupBy(stored => stored.StudyInstanceUid).SelectMany(study => study.Chunk(50)).ToArray())
        {
            var query = new DicomWebQuery { Matching = new Dictionary<string, string> { ["SOPInstanceUID"] = string.Join(',', some.Select(stored => stored.SopInstanceUid).Distinct()) } };
            HashSet<string> found;
            try
            {
                found = [.. (await SearchInstancesAsync(some[0].StudyInstanceUid, null, query, cancellationToken).ConfigureAwait(false)).Select(match => match.SopInstanceUid)];
            }
            catch (DicomWebException fault)
            {
                outcome.Warnings.Add($"Whether all is stored could not be verified: {fault.Message}");
                return;
            }

            foreach (StoredInstance lost in some.Where(stored => !found.Contains(stored.SopInstanceUid)))
            {
                outcome.Stored.Remove(lost);
                outcome.Failures.Add(new StoreFailure { SopInstanceUid = lost.SopInstanceUid, SopClassUid = lost.SopClassUid, File = lost.File, Meaning = "the archive says that it is stored, and does not find it" });
            }
        }
    }

    /// <returns>What keeps more from being sent; <see langword="null"/> if nothing does.</returns>
    private async Task<DicomWebException?> StoreBatchAsync(StoreItem[] batch, StoreOutcome outcome, StoreProgress sent, CancellationToken cancellationToken)
    {
        try
        {
            await SendBatchAsync(batch, outcome, sent, cancellationToken).ConfigureAwait(false);
            outcome.HasAnswer = true;
            return null;
        }
        catch (DicomWebException fault) when (outcome.HasAnswer)
        {
            outcome.Failures.AddRange(batch.Select(item => item.Failed((fault.IsNotTaken ? "not sent: " : "not known to be stored: ") + fault.Message)));
            return fault;
        }
    }

    private async Task SendBatchAsync(StoreItem[] batch, StoreOutcome outcome, StoreProgress sent, CancellationToken cancellationToken)
    {
        StoreContent? content = null;
        var request = new ArchiveRequest(HttpMethod.Post, _transport.Address("studies"), "application/dicom+json")
        {
            Content = watch => content = new StoreContent(batch, watch, sent.Begin(batch)),
            Reads = StoreAnswer.MaySay,
            MostBytes = _options.MaximumDocumentBytes,
            Limit = $"{nameof(DicomWebOptions)}.{nameof(DicomWebOptions.MaximumDocumentBytes)}",
        };
        try
        {
            await SendAsync().ConfigureAwait(false);
        }
        catch (DicomWebException fault) when (fault.StatusCode == HttpStatusCode.LengthRequired && Array.Exists(batch, item => item.Length is null))
        {
            // RFC 9110 15.5.12: nothing was taken. The length is found by writing once to nowhere.
            foreach (StoreItem item in batch)
                await item.MeasureAsync(cancellationToken).ConfigureAwait(false);
            await SendAsync().ConfigureAwait(false);
        }

        sent.End(batch);

        async Task SendAsync()
        {
            try
            {
                await _transport.SendAsync(request, ReadAsync, MayRepeat, OnRepeat, cancellationToken).ConfigureAwait(false);
            }
            catch (DicomWebException) when (content?.LocalFault is { } fault)
            {
                if (fault is IOException or UnauthorizedAccessException)
                    throw new DicomWebException($"{request.Shown}: given up in the middle: {fault.Message}", null, fault);
                ExceptionDispatchInfo.Throw(fault);
            }
        }

        async Task<bool> ReadAsync(ArchiveAnswer response)
        {
            await StoreAnswer.ReadAsync(response, batch, outcome, _options.TimeProvider).ConfigureAwait(false);
            return true;
        }

        bool MayRepeat(DicomWebException fault) => content?.LocalFault is null && _options.StoreRetry switch
        {
            StoreRetry.Never => false,
            StoreRetry.Always => fault.IsTransient,
            _ => fault is { IsTransient: true, IsNotTaken: true },
        };

        void OnRepeat(DicomWebException fault) => outcome.Warnings.Add($"{batch.Length} instance{(batch.Length == 1 ? " was" : "s were")} sent again{(fault.IsNotTaken ? "" : ", though some may have been stored before")}: {fault.Message}");
    }

    private IEnumerable<StoreItem[]> Batches(IEnumerable<StoreItem> items)
    {
        var batch = new List<StoreItem>();
        long bytes = 0;
        foreach (StoreItem item in items)
        {
            long more = item.Length ?? 0;
            if (batch.Count == _options.BatchInstances || (batch.Count > 0 && bytes + more > _options.BatchBytes))
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }

            batch.Add(item);
            bytes += more;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }
}
