using Dcmqi.Dicom;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;

namespace Dcmqi;

/// <summary>Objects of this library as data sets of fo-dicom: the headers are passed as a Part 10 file in memory, pixels stay where they are.</summary>
internal static class ToFoDicom
{
    private static readonly uint[] Pixels = [Tags.FloatPixelData, Tags.DoubleFloatPixelData, Tags.PixelData];

    public static DicomDataset Dataset(CompositeInstance instance, SaveOptions options)
    {
        (DataSet dataSet, TransferSyntax syntax) = instance.EncodeFor(options);
        DataSet headers = dataSet.ShallowCopy();
        foreach (uint number in Pixels)
            headers.Remove(number);

        var bytes = new MemoryStream();
        DicomWriter.Write(bytes, headers, TransferSyntax.ExplicitVRLittleEndian);
        bytes.Position = 0;
        DicomDataset read = FellowOakDicom.DicomFile.Open(bytes, FileReadOption.ReadAll).Dataset;

        // A data set that is deflated as a whole is deflated by whoever writes it. What was read of other writers may break fo-dicom's rules on values.
        var dataset = new DicomDataset(FoDicomTransferSyntaxes.Of(syntax.Uid)).NotValidated();
        dataset.Add(read);
        foreach (uint number in Pixels)
        {
            if (dataSet.Find(number) is { } element)
                dataset.Add(Item(element));
        }

        return dataset;
    }

    private static DicomItem Item(DataElement element)
    {
        DicomTag tag = element.Tag.Value;
        if (element.Fragments is { } fragments)
        {
            var sequence = new DicomOtherByteFragment(tag);
            foreach (uint offset in fragments.Offsets)
                sequence.OffsetTable.Add(offset);
            foreach (BulkValue part in fragments.Parts)
                sequence.Fragments.Add(Even(part));
            return sequence;
        }

        IByteBuffer buffer = Even(element.ToBulk());
        return element.VR switch
        {
            VR.OB => new DicomOtherByte(tag, buffer),
            VR.OF => new DicomOtherFloat(tag, buffer),
            VR.OD => new DicomOtherDouble(tag, buffer),
            _ => new DicomOtherWord(tag, buffer),
        };
    }

    private static IByteBuffer Even(BulkValue value) => EvenLengthBuffer.Create(new BulkValueBuffer(value));
}
