using System.Runtime.InteropServices;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>LABELMAP (PS3.3 A.51, Label Map Segmentation Storage): Segment Numbers as pixels, one frame for each position.</summary>
internal sealed class LabelMapEncoder(SegmentationContent content, LabelMapBitDepth bitDepth, LabelMapColorModel colorModel) : SegmentationEncoder(content)
{
    private readonly bool _isSixteenBit = bitDepth == LabelMapBitDepth.Sixteen || content.Segments.Any(segment => segment.Number > byte.MaxValue);

    public override string SopClassUid => Uids.LabelMapSegmentationStorage;

    protected override string SegmentationType => "LABELMAP";

    protected override SegmentsOverlap SegmentsOverlap => SegmentsOverlap.No;

    protected override VR PixelDataVR => _isSixteenBit ? VR.OW : VR.OB;

    protected override bool HasFramesOfSegments => false;

    /// <summary>One pixel holds one number: segments that overlap are refused.</summary>
    public override void Check(List<string> faults)
    {
        if (RunOverlap.Find(Content) is { } overlap)
        {
            long column = overlap.Pixel % Content.Columns;
            long row = overlap.Pixel / Content.Columns;
            faults.Add($"Segments {Name(overlap.First)} and {Name(overlap.Second)} overlap, first at column {column}, row {row} of position {overlap.Slice + 1}; a label map holds one segment in a pixel. The encoding binary holds both.");
        }

        string Name(int number) => $"{number} ({Content.Segments.First(segment => segment.Number == number).Item.GetString(Tags.SegmentLabel)})";
    }

    protected override List<PlannedFrame> Plan(EmptyContent emptyFrames)
    {
        List<PlannedFrame> frames =
        [
            .. Enumerable.Range(0, Content.PlaneGroups.Count)
                .Where(plane => emptyFrames == EmptyContent.Keep || Content.SegmentsIn(plane).Count > 0)
                .Select(plane => new PlannedFrame(-1, plane)),
        ];

        // PS3.3 C.7.6.6: Number of Frames is 1 or more.
        if (frames.Count == 0)
            frames.Add(new PlannedFrame(-1, 0));
        return frames;
    }


    protected override BulkValue Pixels(List<PlannedFrame> frames)
    {
        int frameBytes = Content.PixelsPerFrame * (_isSixteenBit ? 2 : 1);
        return new RenderedPixelData(frames.Count, frameBytes, (index, destination) => Render(frames[index].Plane, destination));
    }

    protected override void SetImage(DataSet dataSet, List<PlannedFrame> frames)
    {
        SetBits(dataSet, _isSixteenBit ? 16 : 8);
        dataSet.Remove(Tags.PixelPaddingValue);

        // PS3.3 C.7.5.1: Pixel Padding Value names the number that is background; only where it occurs.
        if (HasBackground(frames))
            dataSet.Set(Tags.PixelPaddingValue, VR.US, 0);
        if (colorModel == LabelMapColorModel.PaletteColor)
            SegmentPalette.Set(dataSet, Content.Segments);
        else
            dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
    }

    protected override IEnumerable<DataSet> SegmentItems(List<PlannedFrame> frames)
    {
        IEnumerable<DataSet> items = base.SegmentItems(frames);

        // PS3.3 C.8.20.2.4 orders items by number in BINARY and FRACTIONAL objects only. Viewers that count items take the first for segment 1 (OHIF 3.13), so the background stands last.
        if (HasBackground(frames))
            items = items.Append(Background());
        return colorModel == LabelMapColorModel.PaletteColor ? items.Select(WithoutColor) : items;
    }

    // PS3.3 C.8.20.2: Recommended Display CIELab Value shall not be present for PALETTE COLOR.
    private static DataSet WithoutColor(DataSet item)
    {
        DataSet copy = item.Clone();
        copy.Remove(Tags.RecommendedDisplayCIELabValue);
        return copy;
    }

    private static DataSet Background()
    {
        var item = new DataSet();
        item.Set(Tags.SegmentNumber, 0);
        item.Set(Tags.SegmentLabel, "Background");
        item.Set(Tags.SegmentAlgorithmType, "MANUAL");
        item.SetItems(Tags.SegmentedPropertyCategoryCodeSequence, CodeItem.Of(new CodedConcept("309825002", "SCT", "Spatial and Relational Concept")));
        item.SetItems(Tags.SegmentedPropertyTypeCodeSequence, CodeItem.Of(new CodedConcept("125040", "DCM", "Background")));
        CieLabColor black = CieLabColor.FromRgb(default);
        item.Set(Tags.RecommendedDisplayCIELabValue, black.L, black.A, black.B);
        return item;
    }

    private bool HasBackground(List<PlannedFrame> frames) => frames.Exists(frame =>
    {
        long covered = 0;
        foreach (SegmentContent segment in Content.SegmentsIn(frame.Plane))
        {
            foreach (LabelRun run in segment.Runs.Find(frame.Plane).Span)
                covered += run.Length;
        }

        return covered < Content.PixelsPerFrame;
    });

    private void Render(int plane, Span<byte> destination)
    {
        destination.Clear();
        Span<ushort> words = _isSixteenBit ? MemoryMarshal.Cast<byte, ushort>(destination) : default;
        foreach (SegmentContent segment in Content.SegmentsIn(plane))
        {
            ushort word = BitConverter.IsLittleEndian ? (ushort)segment.Number : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)segment.Number);
            foreach (LabelRun run in segment.Runs.Find(plane).Span)
            {
                if (_isSixteenBit)
                    words.Slice(run.Start, run.Length).Fill(word);
                else
                    destination.Slice(run.Start, run.Length).Fill((byte)segment.Number);
            }
        }
    }
}
