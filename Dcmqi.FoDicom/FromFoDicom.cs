using Dcmqi.Dicom;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;

namespace Dcmqi;

/// <summary>Data sets of fo-dicom as this library reads files: the headers are passed as a Part 10 file in memory, which keeps text, private elements and sequences as fo-dicom writes them; pixels stay where they are.</summary>
internal static class FromFoDicom
{
    private static readonly (DicomTag Tag, uint Number)[] Pixels =
    [
        (DicomTag.FloatPixelData, Tags.FloatPixelData),
        (DicomTag.DoubleFloatPixelData, Tags.DoubleFloatPixelData),
        (DicomTag.PixelData, Tags.PixelData),
    ];

    /// <summary>What stands before the pixels.</summary>
    public static DataSet Header(DicomDataset dataset, OpenOptions? options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var headers = new DicomDataset(dataset.InternalTransferSyntax).NotValidated();
        headers.Add(dataset.Where(item => !IsPixels(item)));
        return Read(headers, options).DataSet;
    }

    /// <summary>The whole, with pixels on demand.</summary>
    public static Dicom.DicomFile File(DicomDataset dataset, OpenOptions? options)
    {
        ArgumentNullException.ThrowIfNull(dataset);

        // In big endian files fo-dicom's buffers may be swapped or not: there all is passed as a file.
        if (dataset.InternalTransferSyntax.Endian == FellowOakDicom.IO.Endian.Big)
            return Read(dataset, options);
        var headers = new DicomDataset(dataset.InternalTransferSyntax).NotValidated();
        headers.Add(dataset.Where(item => !IsPixels(item)));
        Dicom.DicomFile file = Read(headers, options);
        foreach ((DicomTag tag, uint number) in Pixels)
        {
            if (dataset.Contains(tag))
                file.DataSet.Put(Element(number, dataset.GetDicomItem<DicomItem>(tag)));
        }

        return file;
    }

    private static bool IsPixels(DicomItem item) => Array.Exists(Pixels, pixels => pixels.Tag == item.Tag);

    private static Dicom.DicomFile Read(DicomDataset dataset, OpenOptions? options)
    {
        var bytes = new MemoryStream();
        new FellowOakDicom.DicomFile(dataset).Save(bytes);
        return Dicom.DicomFile.Open(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), options);
    }

    private static DataElement Element(uint number, DicomItem item)
    {
        Tag tag = number;
        VR vr = Enum.Parse<VR>(item.ValueRepresentation.Code);
        return item switch
        {
            DicomFragmentSequence fragments => new DataElement(tag, vr, new Fragments([.. fragments.OffsetTable], [.. fragments.Fragments.Select(fragment => new BufferBulkValue(fragment))])),
            DicomElement element => new DataElement(tag, vr, new BufferBulkValue(element.Buffer)),
            _ => throw new NotSupportedException($"{tag.Describe()} is a {item.GetType().Name}; expected pixels."),
        };
    }

    /// <summary>A buffer of fo-dicom as a value of this library.</summary>
    private sealed class BufferBulkValue(IByteBuffer buffer) : BulkValue
    {
        private readonly object _lock = new();

        public override long Length => buffer.Size;

        public override void Read(long offset, Span<byte> destination)
        {
            if (offset < 0 || offset > Length - destination.Length)
                throw new ArgumentOutOfRangeException(nameof(offset), $"{destination.Length} bytes from {offset} lie outside a value of {Length} bytes.");
            if (buffer is MemoryByteBuffer or EvenLengthBuffer { IsMemory: true })
            {
                buffer.Data.AsSpan((int)offset, destination.Length).CopyTo(destination);
                return;
            }

            // Buffers over files and streams seek before they read.
            byte[] bytes = GC.AllocateUninitializedArray<byte>(destination.Length);
            lock (_lock)
                buffer.GetByteRange(offset, bytes.Length, bytes);
            bytes.CopyTo(destination);
        }
    }
}
