using System.Collections.Concurrent;
using System.Text;
using FellowOakDicom;
using FellowOakDicom.Network;
using Microsoft.Extensions.Logging;

namespace Dcmqi.FoDicomInterop;

/// <summary>A receiver (SCP) of segmentations, parametric maps and reports.</summary>
internal sealed class ResultStore(INetworkStream stream, Encoding fallbackEncoding, ILogger log, DicomServiceDependencies dependencies)
    : DicomService(stream, fallbackEncoding, log, dependencies), IDicomServiceProvider, IDicomCStoreProvider
{
    private static readonly DicomUID[] Results =
    [
        DicomUID.SegmentationStorage,
        DicomUID.ParametricMapStorage,
        DicomUID.EnhancedSRStorage,
        DicomUID.ComprehensiveSRStorage,
        DicomUID.Comprehensive3DSRStorage,
    ];

    /// <summary>What was received, as this library sees it.</summary>
    public static ConcurrentQueue<CompositeInstance> Received { get; } = new();

    public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        foreach (DicomPresentationContext context in association.PresentationContexts)
        {
            if (Results.Contains(context.AbstractSyntax))
                context.AcceptTransferSyntaxes(DicomTransferSyntax.ExplicitVRLittleEndian, FoDicomTransferSyntaxes.DeflatedImageFrame, DicomTransferSyntax.RLELossless);
        }

        return SendAssociationAcceptAsync(association);
    }

    public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        try
        {
            Received.Enqueue(Opened(request));
            return Task.FromResult(new DicomCStoreResponse(request, DicomStatus.Success));
        }
        catch (Exception fault) when (fault is DcmqiException or NotSupportedException)
        {
            Console.Error.WriteLine($"Refused: {fault.Message}");
            return Task.FromResult(new DicomCStoreResponse(request, DicomStatus.ProcessingFailure));
        }
    }

    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;

    public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
    {
    }

    public void OnConnectionClosed(Exception exception)
    {
    }

    // What was received lies in a temporary file of fo-dicom's, which is gone when the request is: the object is saved and opened from memory.
    private static CompositeInstance Opened(DicomCStoreRequest request)
    {
        var bytes = new MemoryStream();
        request.File.Save(bytes);
        ReadOnlyMemory<byte> file = bytes.ToArray();
        if (request.SOPClassUID == DicomUID.SegmentationStorage)
            return Segmentation.Open(file);
        if (request.SOPClassUID == DicomUID.ParametricMapStorage)
            return ParametricMap.Open(file);
        return MeasurementReport.Open(file);
    }
}
